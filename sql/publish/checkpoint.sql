-- Move all that was written into the one file that is published.
checkpoint
