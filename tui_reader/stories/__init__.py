"""Articles of several outlets grouped into stories, their claims aligned, figures compared, copies found."""
