-- Keeps the landing of a file of any size within the memory promised (1.5 GB resident, Python included).
set memory_limit = '800MB'
