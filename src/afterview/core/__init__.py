"""The deciding half: values in, values out. No I/O, no clock, no logging; `now` is a parameter."""
