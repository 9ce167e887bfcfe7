using CitesDesMetiers.Core.Checks;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Sending.Smtp;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.SystemChecks;

/// <summary>A wrong setting stops the start; these are right and yet not what a site on the internet wants.</summary>
internal sealed class SettingsCheck(IHostEnvironment environment, IOptions<SiteOptions> site, MissingRelay relay) : ISystemCheck
{
    public string Title => "Réglages";

    public string Meaning => "Ce que disent les fichiers de réglages, l’environnement et la ligne de commande ; « config » les montre tous.";

    public Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Finding>>(
    [
        environment.IsDevelopment()
            ? new("Environnement", CheckState.Information, "Développement : une base vide reçoit la démonstration. Pour de vrais abonnés, prenez Production.")
            : new("Environnement", CheckState.Ok, $"{environment.EnvironmentName}."),
        site.Value.PublicUrl.StartsWith("https://", StringComparison.Ordinal)
            ? new("Adresse publique", CheckState.Ok, $"{site.Value.PublicUrl}.")
            : new("Adresse publique", CheckState.Information, $"{site.Value.PublicUrl} ne se lit que sur cette machine."),
        relay.NeedsWarning
            ? new("Relais", CheckState.ToFix, "Aucun relais n’est réglé : les courriels deviennent des fichiers, personne ne les reçoit. Réglez Mail:Smtp, ou la page « Courrier ».")
            : relay.WritesFiles
                ? new("Relais", CheckState.Information, "Les courriels deviennent des fichiers, comme il se doit pour un essai.")
                : new("Relais", CheckState.Ok, "Un relais est réglé."),
    ]);
}
