import type { english } from './english.ts';

/** The same sentences in Spanish; the compiler keeps the two books equal. */
export const spanish: Readonly<Record<keyof typeof english, string>> = {
  'coverage.excluded': 'La ley no ampara a esta persona ({exclusion}), así que no acumula nada.',
  'accrual.start': 'Cuentan las horas trabajadas desde el {value}.',
  'hours.counted': 'Desde el {from} se trabajaron {value} horas y todas cuentan, incluidas las extras.',
  'hours.elapsed': 'Desde el {from} transcurrieron {value} horas, incluido el cambio de hora, y todas cuentan.',
  'hours.assumed':
    'Se considera que un empleado exento trabaja {weekHours} horas por semana, así que cuentan {value} horas.',
  'accrual.earned': '{countedHours} horas contadas a {rate} de hora cada una acumulan {value} horas.',
  'accrual.cap': 'El límite anual de acumulación es: {cap}; se acumularon {accruedHours} horas.',
  'frontload.granted': 'Se otorgaron {value} horas al comienzo del año.',
  'year.balance': '{carriedIn} trasladadas más {accrued} acumuladas menos {used} usadas dejan {value} horas.',
  'carryover.all': 'Se trasladan las {value} horas no usadas.',
  'carryover.capped': 'De {balance} horas no usadas se trasladan {value}; {forfeited} pueden perderse.',
  'frontload.noCarryover':
    'El tiempo otorgado por adelantado no tiene que trasladarse; {forfeited} horas no usadas pueden perderse.',
  'frontload.next': 'Al comienzo del próximo año deben otorgarse al menos {value} horas.',
  'yearEnd.payout': 'El tiempo no usado debe pagarse.',
  'yearEnd.noPayout': 'No hace falta pagar el tiempo no usado.',
  'balance.overdrawn': 'Se usó más de lo acumulado (saldo {balance}); la deuda no pasa al año siguiente.',
  'usable.waiting':
    'El tiempo puede usarse desde el {firstUseDate}, así que no hay que otorgar ninguna de las {requested} horas del {date}.',
  'usable.capped':
    'Ya se usaron {used} de las {cap} horas del año, así que se protegen {value} de las {requested} horas del {date}.',
  'usable.balance':
    'El saldo es de {balance} horas, así que pueden otorgarse {value} de las {requested} horas del {date}.',
  'usable.all': 'Deben otorgarse las {value} horas del {date}.',
  'size.counting': '{value} personas trabajan por una remuneración y cuentan.',
  'size.weeksReached':
    'Hubo {threshold} o más personas en al menos {weeks} semanas de este año ({weeksThisYear}) o del anterior ({weeksLastYear}), así que el empleador es {value}.',
  'size.weeksNotReached':
    'Ni este año ({weeksThisYear}) ni el anterior ({weeksLastYear}) tienen {weeks} semanas con {threshold} o más personas, así que el empleador es {value}.',
  'size.stated': 'Se indica que el empleador es {value}.',
  'size.byHeadcount': 'Con {headcount} personas el empleador es {value}.',
  'size.watch':
    'Ahora trabajan {headcount} personas pero no se alcanzan las {weeks} semanas; el empleador pasa a ser mayor en la semana en que se alcancen.',
  'size.amounts':
    'Un empleador {tier} puede limitar el uso a {use} horas al año y el traslado a {carryover}, u otorgar {frontload} horas por adelantado.',
  'duty.start': 'Un empleador {tier} debe dar el tiempo desde el {value}.',
  'duty.startUp':
    'Una empresa nueva que empleó a alguien por primera vez el {firstEmployeeDate} debe dar el tiempo desde el {value}.',
  'waiting.permitted':
    'El empleador puede hacer que quien fue contratado el {hireDate} espere {days} días antes de usarlo.',
  'waiting.notInLaw': 'Esta ley no prevé espera.',
  'waiting.method': 'No hay espera para el tiempo otorgado por adelantado.',
  'waiting.hiredBefore': 'A quien fue contratado el {hireDate} no se le puede hacer esperar.',
  'waiting.multiemployer': 'No hay espera para el tiempo ganado mediante un plan de varios empleadores.',
  'waiting.firstUse': 'El tiempo puede usarse por primera vez el {value}.',
  'waiting.ignored': 'Aquí no se permite una espera de {days} días y no se aplica.',
  'waiting.cut': 'Una espera de {days} días es más larga de lo permitido y se reduce a {most}.',
  'policy.belowLaw': '{setting} es {given}, menos de lo que da la ley; se usa {law}.',
  'pack.draft': 'Este paquete de reglas es un borrador: no todos sus valores están verificados.',
};
