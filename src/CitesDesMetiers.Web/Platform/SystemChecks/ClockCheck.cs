using CitesDesMetiers.Core.Checks;
using CitesDesMetiers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Platform.SystemChecks;

/// <summary>
/// A clock that is wrong signs, expires and sends at the wrong time. It is compared with what the site itself wrote last: time does not go
/// back.
/// </summary>
internal sealed class ClockCheck(NewsletterContext db, TimeProvider clock) : ISystemCheck
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    public string Title => "Horloge";

    public string Meaning => "Les envois programmés, les liens et les signatures en dépendent.";

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var last = await db.AuditEntries.MaxAsync(e => (DateTime?)e.At, cancellation);
        return
        [
            last > now + Tolerance
                ? new("Heure", CheckState.ToFix,
                    $"Cette machine se croit le {Say(now)}, mais le journal du site va jusqu’au {Say(last.Value)}. Réglez l’heure (NTP) avant tout envoi.")
                : new("Heure", CheckState.Ok, $"{Say(now)}, après tout ce que le journal a noté."),
        ];
    }

    private static string Say(DateTime at) => $"{at:dd/MM/yyyy} à {at:HH:mm} (UTC)";
}
