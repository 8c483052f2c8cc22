# What a first application has here: nothing.
