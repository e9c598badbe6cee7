-- Close the work warehouse.
detach work
