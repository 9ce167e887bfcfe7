using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Platform.Auditing;

namespace CitesDesMetiers.Web.Desk.Audit;

/// <summary>Says in French what the check of the chain found.</summary>
internal static class AuditWords
{
    public static string Of(AuditFault fault) =>
        fault.Kind switch
        {
            AuditFaultKind.Altered => $"La ligne scellée n° {N(fault)} a été modifiée.",
            AuditFaultKind.Removed => $"La ligne scellée n° {N(fault)} a été supprimée.",
            AuditFaultKind.Gap => $"La ligne scellée n° {N(fault)}, et peut-être les suivantes, ont été supprimées avec leurs sceaux.",
            AuditFaultKind.RemovedAtStart => $"Il manque les lignes scellées jusqu’au n° {N(fault)}, et aucune purge ne l’explique.",
            AuditFaultKind.RemovedAtEnd => $"Les dernières lignes scellées, à partir du n° {N(fault)}, ont été supprimées avec leurs sceaux.",
            AuditFaultKind.Forged => $"La ligne {N(fault)} n’a pas été écrite par le site : elle n’a pas de sceau.",
            AuditFaultKind.KeyLost => "La clé du journal ne s’ouvre plus : les clés du site ont été perdues. Restaurez-les depuis une sauvegarde.",
            _ => $"Le sceau n° {N(fault)} n’est pas celui attendu.",
        };

    private static string N(AuditFault fault) => FrenchNumbers.Format(fault.Number);
}
