using System.Globalization;
using CitesDesMetiers.Core.Checks;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Platform.Backups;

namespace CitesDesMetiers.Web.Platform.SystemChecks;

/// <summary>The folders that the site writes into: whether it may, and the room on their disk.</summary>
internal sealed class FoldersCheck(NewsletterContext db, BackupFolder backups) : ISystemCheck
{
    /// <summary>A gigabyte: an import or a dispatch of a large list needs some hundred megabytes.</summary>
    private const long LeastForData = 1_000_000_000;

    /// <summary>Room for the pages of a PDF and the largest form, in bytes. A folder in memory, as containers have, has half of it in all.</summary>
    private const long LeastForPassing = 300_000_000;

    public string Title => "Disque";

    public string Meaning => "Un disque plein arrête tout : les textes ne s’enregistrent plus.";

    public Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellation)
    {
        List<Finding> findings = [Look("Fichiers de passage", Path.GetTempPath(), LeastForPassing)];
        if (Path.GetDirectoryName(DatabaseProvider.Of(db.Database).FileOf(db.Database)) is { } folder)
        {
            findings.Insert(0, Look("Base de données", folder, LeastForData));
        }

        if (Directory.Exists(backups.Path))
        {
            findings.Add(Look("Sauvegardes", backups.Path, LeastForData));
        }

        return Task.FromResult<IReadOnlyList<Finding>>(findings);
    }

    private static Finding Look(string subject, string folder, long leastFree)
    {
        try
        {
            using var trial = new FileStream(
                Path.Combine(folder, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            trial.WriteByte(0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(subject, CheckState.ToFix, $"Le site ne peut pas écrire dans {folder}. Donnez-en le droit à son compte.");
        }

        var free = new DriveInfo(folder).AvailableFreeSpace;
        var room = string.Create(CultureInfo.GetCultureInfo("fr"), $"{free / 1e9:0.0} Go libres");
        return free < leastFree
            ? new(subject, CheckState.ToFix, $"Il ne reste que {room} pour {folder}. Faites de la place.")
            : new(subject, CheckState.Ok, $"{room} pour {folder}.");
    }
}
