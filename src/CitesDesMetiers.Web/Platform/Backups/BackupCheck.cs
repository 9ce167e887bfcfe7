using CitesDesMetiers.Core.Checks;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Platform.SystemChecks;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Backups;

/// <summary>Whether the scheduled backups are made.</summary>
internal sealed class BackupCheck(BackupFolder folder, IOptions<BackupOptions> options, TimeProvider clock) : ISystemCheck
{
    /// <summary>Time for the making, and for a second attempt.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(2);

    public string Title => "Sauvegardes";

    public string Meaning => "Sans elles, un disque en panne emporte les textes, les abonnés et leurs preuves.";

    public Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Finding>>([new("Dernière sauvegarde", State, Message)]);

    private bool IsFresh => folder.LastAt >= options.Value.DueAt(clock.GetUtcNow().UtcDateTime - Grace);

    private CheckState State => folder.Path is null ? CheckState.Information : IsFresh ? CheckState.Ok : CheckState.ToFix;

    private string Message => (folder.Path, folder.LastAt) switch
    {
        (null, _) => "Le site n’en fait pas de lui-même. Réglez Backup:Folder, ou veillez sur celles que vous faites autrement.",
        (var path, null) => $"Il n’y en a aucune dans {path}, ou le site ne peut pas lire ce dossier. Le journal technique en dit la raison.",
        (_, { } at) when IsFresh => $"Le {ParisTime.Show(at)}.",
        (var path, { } at) => $"Elle date du {ParisTime.Show(at)}. Le journal technique dit pourquoi rien n’arrive plus dans {path}.",
    };
}
