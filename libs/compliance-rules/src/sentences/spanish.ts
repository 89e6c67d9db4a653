import type { english } from './english.ts';

/** The same sentences in Spanish; the compiler keeps the two books equal. */
export const spanish: Readonly<Record<keyof typeof english, string>> = {
  'coverage.excluded': 'La ley no ampara a esta persona ({exclusion}), así que no acumula nada.',
  'accrual.start': 'Cuentan las horas trabajadas desde el {value}.',
  'hours.counted': 'Desde el {from} se trabajaron {value} horas y todas cuentan, incluidas las extras.',
  'hours.elapsed': 'Desde el {from} transcurrieron {value} horas, incluido el cambio de hora, y todas cuentan.',
  'hours.assumed':
    'Se considera que un empleado exento trabaja {weekHours} horas por semana, así que cuentan {value} horas.',
  'accrual.earned': '{countedHours} horas contadas, a una hora por cada {hoursForOne}, acumulan {value} horas.',
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
  'usable.cap': 'Un empleador {tier} puede limitar el uso a {value} horas al año.',
  'usable.noCap': 'La ley no limita el uso en el año.',
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
  'size.statedDiffers':
    'Se cuentan {headcount} personas y se declara que el empleador es {tier}: lo resolverían las semanas registradas.',
  'size.byHeadcount': 'Con {headcount} personas el empleador es {value}.',
  'size.watch':
    'Ahora trabajan {headcount} personas pero no se alcanzan las {weeks} semanas; el empleador pasa a ser mayor en la semana en que se alcancen.',
  'size.amounts':
    'Un empleador {tier} puede limitar el uso a {use} horas al año y el traslado a {carryover}, u otorgar {frontload} horas por adelantado.',
  'size.openAmounts':
    'Horas al año para un empleador {tier}: límite de uso {use}, límite de traslado {carryover}, otorgadas por adelantado {frontload}.',
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
  'waiting.ignoredByLaw':
    'Esta ley no prevé espera antes del primer uso; los {days} días de la política no se aplican.',
  'waiting.ignoredUpFront':
    'El tiempo otorgado por adelantado puede usarse de inmediato; los {days} días de espera de la política no se le aplican.',
  'waiting.ignoredHiredBefore':
    'Los {days} días de espera de la política no se aplican a quien fue contratado antes del {since}.',
  'waiting.ignoredMultiemployer':
    'El tiempo ganado mediante un plan de varios empleadores no tiene espera; los {days} días de la política no se aplican.',
  'waiting.cut': 'Una espera de {days} días es más larga de lo permitido y se reduce a {most}.',
  'policy.belowLaw': '{setting} es {given}, menos de lo que da la ley; se usa {law}.',
  'policy.rateBelowLaw':
    'La tasa de la política da menos de una hora por cada {hoursForOne} trabajadas; se usa esta en su lugar.',
  'given.unknown': 'No se conoce ni se usa: {names}.',
  'zone.unknown': 'La zona horaria {zone} no es de Estados Unidos: cada hora se toma como está escrita.',
  'pack.draft': 'Este paquete de reglas es un borrador: no todos sus valores están verificados.',
  'coverage.covered': 'La ley ampara a esta persona.',
  'frontload.least': 'Al comienzo del año deben otorgarse al menos {value} horas.',
  'frontload.share': 'Para {expected} horas previstas en el año, deben otorgarse al menos {value} horas al comienzo.',
  'frontload.trueUp': 'Se trabajaron {actual} horas donde se preveían {expected}, así que se deben {value} horas más.',
  'frontload.available': 'El tiempo otorgado por adelantado puede usarse desde el {value}, sin espera.',
  'increment.valid': 'Se permite un incremento de {asked} minutos.',
  'increment.invalid': 'No se permite un incremento de {asked} minutos; se usan {minutes} minutos.',
  'increment.charge': 'Una ausencia de {absent} minutos en pasos de {minutes} cuesta {value} horas.',
  'purpose.listed': 'El tiempo puede usarse por este motivo ({value}).',
  'purpose.notListed': 'El motivo "{reason}" no está entre los fines por los que debe permitirse el uso.',
  'purpose.unknown':
    'El motivo "{reason}" no nombra ningún fin de la ley ni nada que se sepa que no lo es; alguien debe leerlo.',
  'notice.policyValid': 'La política pide {asked} días de aviso, lo que la ley permite.',
  'notice.policyCut': 'La política pide {asked} días de aviso; no pueden exigirse más de {most}.',
  'notice.procedureBinds': 'Se aplica el procedimiento escrito de aviso, porque el empleado recibió una copia.',
  'notice.asSoonAsPracticable': 'El aviso debe darse en cuanto sea posible.',
  'notice.inTime': 'El aviso se dio a tiempo, así que no puede negarse el tiempo por ello.',
  'notice.late': 'El aviso no se dio a tiempo.',
  'documents.mayRequire':
    'Días seguidos de ausencia: {days}. Son más de {moreThan}, así que pueden exigirse documentos.',
  'documents.mayNotRequire':
    'Días seguidos de ausencia: {days}. No son más de {moreThan}, así que no pueden exigirse documentos.',
  'documents.due': 'Los documentos pedidos el {requestedOn} deben entregarse a más tardar el {value}.',
  'documents.cost': 'El empleador paga ${value} por los documentos que exige.',
  'documents.privacy':
    'No puede preguntarse la naturaleza de la enfermedad ni retrasarse el tiempo por los documentos.',
  'documents.mayAsk': 'Puede preguntarse la naturaleza de la enfermedad.',
  'rehire.reinstate': 'Recontratado el {rehired}, a más tardar el {windowEnd}: se devuelven {value} horas no usadas.',
  'rehire.paidOut': 'Las {unused} horas no usadas se pagaron, así que no se devuelve nada.',
  'rehire.tooLate': 'Recontratado el {rehired}, después del {windowEnd}, así que no se devuelve nada.',
  'transfer.kept': 'Las {value} horas acumuladas se conservan en un cambio dentro del mismo empleador.',
  'transfer.successor': 'El empleador sucesor asume las {value} horas acumuladas de quienes conserva.',
  'transfer.lost': 'Ninguna de las {balance} horas tiene que asumirse.',
  'separation.payout': 'El tiempo no usado debe pagarse al terminar el empleo.',
  'separation.noPayout': 'El tiempo no usado no tiene que pagarse al terminar el empleo.',
  'separation.wouldHaveAccrued': '{worked} horas trabajadas habrían acumulado {value} horas.',
  'separation.recoup': 'Pueden descontarse {value} horas usadas de más, nunca por debajo del salario mínimo.',
  'separation.noRecoup':
    'Sin autorización previa, escrita y voluntaria no puede descontarse nada por {beyond} horas usadas de más.',
  'pay.base': 'El salario normal o base es de ${value} por hora; no entran propinas, bonos ni recargos.',
  'pay.average': 'El salario medio del período de pago anterior es de ${value} por hora; no entran bonos ni propinas.',
  'pay.raised':
    'El salario de ${own} está por debajo del salario mínimo completo, así que el tiempo se paga a ${value} por hora.',
  'pay.own': 'El salario propio no está por debajo del mínimo, así que el tiempo se paga a ${value} por hora.',
  'pay.total': '{hours} horas a ${rate} pagan ${value}.',
  'pay.wageUnknown': 'El salario mínimo del {date} no está en el paquete; se usa ${usd}, vigente desde el {from}.',
  'agreement.deferred': 'El convenio aplaza la ley hasta que termine; la ley se aplica desde el {appliesFrom}.',
  'agreement.notDeferred':
    'El convenio no aplaza la ley (no se cumple: {unmet}); la ley se aplica desde el {appliesFrom}.',
  'admin.notice': 'El aviso escrito al empleado debe darse a más tardar el {value}.',
  'admin.records': 'El registro del {date} debe conservarse {years} años, hasta el {value}.',
  'pto.equivalent': 'El tiempo pagado da al menos lo que da la ley, así que no se debe nada más.',
  'pto.short': 'El tiempo pagado da menos que la ley en: {shortfalls}.',
  'penalty.fine': 'La multa civil es de hasta ${value} por cada infracción.',
  'penalty.wages': 'Otra multa de hasta {multiple} veces el salario por hora suma ${value}.',
  'penalty.noSuit': 'Las quejas van al departamento de trabajo; no hay demanda privada.',
  'penalty.suit': 'El empleado también puede demandar.',
  'penalty.claim': 'Puede presentarse una queja hasta el {value}, {years} años desde el {known}.',
  'due.writtenNotice':
    '{who} debe tener el aviso escrito sobre el tiempo por enfermedad a más tardar el {value} (contratación: {hireDate}).',
  'due.waitEnds': '{who} puede usar el tiempo por enfermedad desde el {value}: terminó la espera de {days} días.',
  'due.turnsAdult': 'La ley ampara a {who} desde el {value}: cuentan las horas trabajadas desde ese cumpleaños.',
  'due.rehireWindow':
    'Si {who} (separación: {separated}) vuelve a ser contratado a más tardar el {value}, recupera el tiempo no usado.',
  'due.yearEndOf': 'El año de beneficios de {who} termina el {value}: traslade el tiempo no usado.',
  'due.yearEndFrontloadOf':
    'El año de beneficios de {who} termina el {value}: el tiempo otorgado por adelantado puede vencer y corresponde el siguiente otorgamiento.',
  'due.frontloadOf': 'El {value} otorgue a {who} al menos {frontload} horas.',
  'due.poster': 'El cartel debe estar a la vista de los empleados desde el {value}, en {languages}.',
  'due.records': 'Conserve los registros de {year} hasta el {value} ({years} años).',
  'due.yearEnd':
    'El año de beneficios termina el {value}: traslade el tiempo no usado, hasta {carryover} horas si hay límite.',
  'due.yearEndFrontload':
    'El año de beneficios termina el {value}: el tiempo otorgado por adelantado puede perderse y toca otorgar el siguiente.',
  'due.frontload': 'El {value} otorgue al menos {frontload} horas a cada empleado de tiempo completo.',
  'due.sizeReached':
    'La semana del {value} completó {weeks} semanas con {threshold} o más personas: el empleador es {tier} desde entonces, el resto del año y todo el siguiente.',
  'due.sizeWatch':
    'Se alcanzaron {done} de {weeks} semanas con {threshold} o más personas; si {headcount} siguen trabajando, la semana del {value} las completa y rigen los montos mayores.',
  'due.agreementEnds': '{what} ya no aplaza la ley: se aplica desde el {value}.',
  'due.minimumWage': 'El tiempo por enfermedad se paga a no menos de ${usd} por hora desde el {value}.',
};
