using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Sending.Smtp;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Dashboard;

/// <param name="Detail">What is done, or why it is needed.</param>
/// <param name="Path">The page on which it is done.</param>
internal sealed record SetUpStep(string Name, bool IsDone, string Detail, string Path);

/// <summary>What an administrator sets up before the first issue. What is done is read from the data: nothing is ticked by hand.</summary>
internal sealed class SetUpList(NewsletterContext db, MissingRelay relay)
{
    /// <returns>Empty when all is done, or the list was hidden.</returns>
    public async Task<IReadOnlyList<SetUpStep>> ReadAsync(CancellationToken cancellation)
    {
        var settings = await db.NewsletterSettingsAsync(cancellation);
        if (settings.SetUpIsHidden)
        {
            return [];
        }

        var mail = await db.MailSettings.AsNoTracking().SingleOrDefaultAsync(cancellation);
        SetUpStep[] steps = [
            Identity(settings), Mail(mail), Domain(mail), await CitesAsync(cancellation), await PeopleAsync(cancellation),
            await SubscribersAsync(cancellation), await CallAsync(cancellation)];
        return steps.All(s => s.IsDone) ? [] : steps;
    }

    private static SetUpStep Identity(NewsletterSettings settings) => settings is { PublisherAddress.Length: > 0, ContactAddress.Length: > 0 }
        ? new("Identité et adresse postale", true, settings.PublisherName, DeskAddresses.Settings)
        : new("Identité et adresse postale", false, "La loi demande une adresse postale au bas de chaque envoi.", DeskAddresses.Settings);

    private SetUpStep Mail(MailSettings? mail) => new(
        "Expéditeur et serveur d’envoi", !relay.WritesFiles && mail?.TriedAt is not null,
        relay.WritesFiles ? "Sans serveur, les messages restent dans des fichiers."
        : mail?.TriedAt is { } tried ? $"Essai réussi le {ParisTime.Show(tried)}"
        : "Envoyez-vous un essai.", DeskAddresses.MailSettings);

    private static SetUpStep Domain(MailSettings? mail) => new(
        "DNS du domaine", mail?.DomainGoodAt is not null,
        mail?.DomainGoodAt is { } good ? $"Rien à corriger le {ParisTime.Show(good)}" : "SPF, DKIM et DMARC évitent le dossier des indésirables.",
        DeskAddresses.SendingDomain);

    private async Task<SetUpStep> CitesAsync(CancellationToken cancellation)
    {
        var cites = await db.Cites.CountAsync(cancellation);
        return new("Cités", cites > 0, cites > 0 ? FrenchNumbers.Count(cites, "Cité", "Cités") : "Les nouvelles et les comptes s’y rattachent.",
            cites > 0 ? DeskAddresses.Cites : DeskAddresses.NewCite);
    }

    private async Task<SetUpStep> PeopleAsync(CancellationToken cancellation)
    {
        var people = await db.Users.CountAsync(u => u.Role == Role.Editor || u.Role == Role.Correspondent, cancellation);
        return new("Rédaction et correspondants", people > 0,
            people > 0 ? FrenchNumbers.Count(people, "compte", "comptes") : "Chacun reçoit un message pour choisir son mot de passe.",
            people > 0 ? DeskAddresses.Users : DeskAddresses.NewUser);
    }

    private async Task<SetUpStep> SubscribersAsync(CancellationToken cancellation)
    {
        var subscribers = await db.Subscribers.CountAsync(s => s.State == SubscriberState.Confirmed, cancellation);
        return new("Abonnés", subscribers > 0,
            subscribers > 0
                ? FrenchNumbers.Count(subscribers, "abonné confirmé", "abonnés confirmés")
                : "Importez un fichier, ou partagez le formulaire.",
            subscribers > 0 ? DeskAddresses.Subscribers : SubscriberAddresses.Imports);
    }

    private async Task<SetUpStep> CallAsync(CancellationToken cancellation)
    {
        var called = await db.CallsForNews.AnyAsync(cancellation) || await db.Issues.AnyAsync(i => i.State == IssueState.Published, cancellation);
        return new("Premier appel à contributions", called, called ? "Ouvert" : "Chaque Cité reçoit un lien pour envoyer ses nouvelles.",
            called ? DeskAddresses.Calls : DeskAddresses.NewCall);
    }
}
