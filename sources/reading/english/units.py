"""The English words and signs for units and currencies. Plurals in -s, -es and -ies are made from the singular."""

from sources.reading.wordlists import table, words

MONEY = table(
    """
USD: dollar us_dollar US_dollar U.S._dollar American_dollar United_States_dollar USD US$ buck
EUR: euro EUR
GBP: pound_sterling British_pound sterling GBP quid pound_sterlings pounds_sterling
JPY: yen Japanese_yen JPY
CNY: yuan renminbi Chinese_yuan RMB CNY yuan_renminbi
HKD: Hong_Kong_dollar HK_dollar HKD
TWD: New_Taiwan_dollar Taiwan_dollar Taiwanese_dollar TWD
CAD: Canadian_dollar CAD
AUD: Australian_dollar AUD
NZD: New_Zealand_dollar NZD
SGD: Singapore_dollar Singaporean_dollar SGD
CHF: Swiss_franc CHF
KRW: won South_Korean_won Korean_won KRW
INR: rupee Indian_rupee INR
PKR: Pakistani_rupee PKR
LKR: Sri_Lankan_rupee
IDR: rupiah Indonesian_rupiah
RUB: rouble ruble Russian_rouble Russian_ruble RUB
TRY: Turkish_lira lira TRY
SEK: Swedish_krona SEK
NOK: Norwegian_krone NOK
DKK: Danish_krone DKK
THB: baht Thai_baht THB
MNT: tugrik
LBP: Lebanese_pound
SYP: Syrian_pound
CRC: colon
MYR: malaysia_ringgit ringgit Malaysian_ringgit MYR
PHP: Philippine_peso
MXN: Mexican_peso MXN
BRL: Brazilian_real reais BRL
ZAR: rand South_African_rand ZAR
SAR: Saudi_riyal SAR
QAR: Qatari_riyal QAR
IRR: Iranian_rial
AED: dirham UAE_dirham Emirati_dirham AED
KWD: Kuwaiti_dinar
IQD: Iraqi_dinar
BHD: Bahraini_dinar
AFN: afghani
EGP: Egyptian_pound
ILS: shekel Israeli_shekel ILS
PLN: zloty Polish_zloty
CZK: Czech_koruna
HUF: forint Hungarian_forint
UAH: hryvnia Ukrainian_hryvnia
KZT: tenge
VND: Vietnamese_dong
NGN: naira Nigerian_naira
KES: Kenyan_shilling
ARS: Argentine_peso
CLP: Chilean_peso
COP: Colombian_peso
BTC: bitcoin BTC
DEM: Deutsche_mark deutschmark
FRF: French_franc
cent: cent penny pence eurocent sen sens
"""
)

MEASURES = table(
    """
percent: percent per_cent percents pct pc
percentage point: percentage_point percent_point ppt
basis point: basis_point basis-point bp bps
times: times fold
per mille: per_mille permille
metre: meter metre
kilometre: kilometer kilometre km kms
centimetre: centimeter centimetre cm
millimetre: millimeter millimetre mm
decimetre: decimeter decimetre
micrometre: micrometer micrometre micron
nanometre: nanometer nanometre nm
picometre: picometer picometre
mile: mile mi
nautical mile: nautical_mile
foot: foot feet ft
inch: inch inches
yard: yard yd
light-year: light-year light_year
square metre: square_meter square_metre sq_m
square kilometre: square_kilometer square_kilometre sq_km
square centimetre: square_centimeter square_centimetre
square mile: square_mile sq_mi
square decimetre: square_decimeter square_decimetre
square millimetre: square_millimeter square_millimetre
square foot: square_foot square_feet sq_ft sq._ft.
square inch: square_inch
square yard: square_yard
hectare: hectare ha
acre: acre
cubic metre: cubic_meter cubic_metre
cubic kilometre: cubic_kilometer cubic_kilometre
cubic decimetre: cubic_decimeter cubic_decimetre
cubic centimetre: cubic_centimeter cubic_centimetre
cubic foot: cubic_foot cubic_feet cu_ft
cubic inch: cubic_inch
cubic yard: cubic_yard
litre: liter litre
millilitre: milliliter millilitre ml mls
centilitre: centiliter centilitre
decilitre: deciliter decilitre
hectolitre: hectoliter hectolitre
barrel: barrel bbl
gallon: gallon gal
pint: pint
quart: quart
cup: cup
teaspoon: teaspoon tsp
tablespoon: tablespoon tbsp
fluid ounce: fluid_ounce fl_oz
kilogram: kilogram kilogramme kilo kg kgs k.g.
gram: gram gramme
milligram: milligram milligramme mg
microgram: microgram
tonne: ton tonne metric_ton metric_tonne
kilotonne: kiloton kilotonne
megatonne: megaton megatonne
pound: pound lb lbs pound-mass
ounce: ounce oz
stone: stone
carat: carat
degree celsius: degree_celsius degrees_celsius degree_centigrade degrees_centigrade degree_c degrees_c celsius
degree celsius: centigrade
degree fahrenheit: degree_fahrenheit degrees_fahrenheit degree_f degrees_f farenheit degrees_farenheit fahrenheit
kelvin: kelvin
degree: degree
year: year yr
month: month
quarter: quarter
week: week wk
day: day
night: night
hour: hour hr
minute: minute min mins
second: second sec secs
millisecond: millisecond
decade: decade
century: century centuries
fortnight: fortnight
joule: joule
kilojoule: kilojoule
megajoule: megajoule
calorie: calorie
kilocalorie: kilocalorie
kilowatt hour: kilowatt-hour kilowatt_hour kwh
megawatt hour: megawatt-hour megawatt_hour mwh
gigawatt hour: gigawatt-hour gigawatt_hour gwh
terawatt hour: terawatt-hour terawatt_hour twh
British thermal unit: British_thermal_unit BTU
million British thermal unit: million_British_thermal_unit mmbtu million_BTU
watt: watt
kilowatt: kilowatt
megawatt: megawatt
gigawatt: gigawatt
terawatt: terawatt
volt: volt
kilovolt: kilovolt
ampere: ampere amp
hertz: hertz
kilohertz: kilohertz
megahertz: megahertz
gigahertz: gigahertz
byte: byte
bit: bit
kilobit: kilobit
megabit: megabit
gigabit: gigabit
kilobyte: kilobyte kb
megabyte: megabyte mb
gigabyte: gigabyte gb
terabyte: terabyte tb
decibel: decibel db
pascal: pascal
hectopascal: hectopascal hpa
kilopascal: kilopascal kpa
megapascal: megapascal
quintal: quintal
kilometre per hour: kilometer_per_hour kilometers_per_hour kilometre_per_hour kilometres_per_hour kph kmh
mile per hour: mile_per_hour miles_per_hour mph
metre per second: meter_per_second meters_per_second metre_per_second metres_per_second
knot: knot
horsepower: horsepower hp
mile per gallon: mile_per_gallon miles_per_gallon mpg
megabit per second: Mbps megabit_per_second megabits_per_second
gigabit per second: Gbps gigabits_per_second
dram: dram
pinch: pinch pinches
twenty-foot equivalent unit: TEU
watt hour: watt_hour watt-hour
radian: radian rad
newton: newton
ohm: ohm
"""
)

LOWER_CASE = table(
    """
li: li
jin: jin
liang: liang liangs
mu: mu
qing: qing qings
chi: chi chis
cun: cun cuns
zhang: zhang zhangs
"""
)
"""Chinese measures; with a capital they are names."""

SYMBOLS = {
    "%": "percent", "％": "percent", "‰": "per mille", "°C": "degree celsius", "℃": "degree celsius",
    "° C": "degree celsius",
    "°F": "degree fahrenheit", "° F": "degree fahrenheit", "℉": "degree fahrenheit", "°": "degree",
    "m": "metre", "dm": "decimetre", "g": "gram", "L": "litre",
    "l": "litre", "t": "tonne", "h": "hour", "W": "watt", "kW": "kilowatt", "MW": "megawatt", "GW": "gigawatt",
    "V": "volt", "kV": "kilovolt", "Hz": "hertz", "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz",
    "km²": "square kilometre",
    "km2": "square kilometre", "m²": "square metre", "m2": "square metre", "m³": "cubic metre",
    "m3": "cubic metre", "cm²": "square centimetre",
    "cm³": "cubic centimetre", "ft²": "square foot", "ft2": "square foot", "km³": "cubic kilometre",
    "km/h": "kilometre per hour",
    "m/s": "metre per second", "kWh": "kilowatt hour", "MWh": "megawatt hour", "GWh": "gigawatt hour",
    "TWh": "terawatt hour",
    "J": "joule", "kJ": "kilojoule", "MJ": "megajoule", "kcal": "kilocalorie", "cal": "calorie", "A": "ampere",
    "K": "kelvin",
    "μg": "microgram", "µg": "microgram", "μm": "micrometre", "µm": "micrometre", "in": "inch", "x": "times",
    "X": "times", "×": "times",
    "€": "EUR", "£": "GBP", "¥": "JPY", "$": "USD", "p": "cent", "¢": "cent",
    "GB": "gigabyte", "MB": "megabyte", "KB": "kilobyte", "TB": "terabyte", "dB": "decibel", "''": "inch",
    "″": "inch", "'": "foot", "′": "foot", "US$": "USD", '"': "inch", "Wh": "watt hour", "Rs": "INR",
    "RM": "MYR", "₡": "CRC", "₭": "LAK", "ºC": "degree celsius", "ºF": "degree fahrenheit",
}  # fmt: skip
"""Signs and abbreviations, told apart by case. One letter counts only right after the number."""

CURRENCY_SIGNS = {
    "$": "USD", "US$": "USD", "U.S.$": "USD", "HK$": "HKD", "NT$": "TWD", "A$": "AUD", "AU$": "AUD",
    "C$": "CAD", "CA$": "CAD", "S$": "SGD", "NZ$": "NZD",
    "R$": "BRL", "MX$": "MXN", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "CNY", "₩": "KRW", "₽": "RUB",
    "₹": "INR", "₺": "TRY", "₪": "ILS",
    "₫": "VND", "฿": "THB", "₴": "UAH", "₦": "NGN", "₱": "PHP", "RM": "MYR", "ringgit": "MYR",
    "Rs": "INR", "Rs.": "INR",
    "RMB": "CNY", "CN¥": "CNY", "＄": "USD",
    "$US": "USD", "$A": "AUD", "$C": "CAD", "USD$": "USD", "AUD$": "AUD", "CAD$": "CAD", "NZD$": "NZD",
    "HKD$": "HKD", "SGD$": "SGD", "Mex$": "MXN", "Can$": "CAD",
    "₡": "CRC", "₭": "LAK", "₮": "MNT", "₸": "KZT", "₼": "AZN", "₾": "GEL",
}  # fmt: skip
CURRENCY_CODES = words(
    "USD EUR GBP JPY CNY HKD TWD CAD AUD NZD SGD CHF KRW INR PKR IDR RUB TRY SEK NOK DKK THB MYR PHP MXN BRL "
    "ZAR SAR QAR"
    " AED KWD ILS PLN CZK HUF UAH VND NGN EGP KZT"
)
