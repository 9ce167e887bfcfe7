using CitesDesMetiers.Core.Checks;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Web.Platform.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.SystemChecks;

/// <summary>Whether the keys in the database are wrapped, with a root that opens them.</summary>
internal sealed class KeysCheck(NewsletterContext db, IOptions<KeyOptions> options, KeyRoots roots) : ISystemCheck
{
    public string Title => "Clés";

    public string Meaning => "Sans elles, ni liens, ni sessions, ni signatures ; et une copie de la base ne doit pas les livrer.";

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellation)
    {
        var used = await db.Keys.Select(k => k.Root).Distinct().ToListAsync(cancellation);
        return
        [
            used.Find(r => r is not null && !roots.Knows(r)) is { } missing
                ? new("Ouverture", CheckState.ToFix, $"Les clés de la base s’ouvrent avec {missing}, que les réglages ne connaissent pas. Rendez-lui son fichier (Keys:File, Keys:Former).")
                : new("Ouverture", CheckState.Ok, "Les clés de la base s’ouvrent."),
            options.Value.IsEmpty
                ? new("Protection", CheckState.ToFix, "Les clés sont en clair dans la base. Réglez Keys:File ou Keys:Certificate, et gardez-en une copie à part.")
                : options.Value.File is { Length: > 0 } file && OwnerOnlyFile.IsOpenToOthers(file)
                    ? new("Protection", CheckState.ToFix, $"D’autres comptes de cette machine peuvent lire {file}. Donnez-lui le mode 0600.")
                    : new("Protection", CheckState.Ok, "Les clés sont scellées. Gardez une copie du sceau à part des sauvegardes."),
        ];
    }
}
