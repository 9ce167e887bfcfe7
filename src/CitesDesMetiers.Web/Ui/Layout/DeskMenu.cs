using System.Security.Claims;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Web.Platform.Identity;

namespace CitesDesMetiers.Web.Ui.Layout;

/// <summary>The menu of the desk: the pages that a person may open, in groups.</summary>
internal sealed class DeskMenu(MissingRelay relay, OutboxRights outbox)
{
    /// <returns>The groups with at least one link.</returns>
    public IReadOnlyList<MenuGroup> For(ClaimsPrincipal user, string path)
    {
        var (editor, administrator) = (user.IsEditor(), user.IsInRole(nameof(Role.Administrator)));
        (string Name, (bool Shown, string Text, string Address)[] Links)[] groups =
        [
            ("Numéro",
            [
                (editor, "Numéros", DeskAddresses.Issues),
                (editor, "Appels à contributions", DeskAddresses.Calls),
                (editor, "Envois", DeskAddresses.Dispatches),
                (relay.WritesFiles && outbox.MayOpen(user), "Boîte d’envoi", DeskAddresses.Outbox),
            ]),
            ("Contenus",
            [
                (true, "Nouvelles", DeskAddresses.News),
                (editor, "Nouvelles par courriel", DeskAddresses.NewsMails),
                (true, "Agenda", DeskAddresses.Agenda),
                (true, "Arrivées et départs", DeskAddresses.Moves),
                (true, "Contacts", DeskAddresses.Contacts),
                (editor, "Documents", DeskAddresses.Documents),
                (editor, "Cités", DeskAddresses.Cites),
                (editor, "Thèmes", DeskAddresses.Themes),
                (editor, "Images", DeskAddresses.Pictures),
                (true, "Corbeille", DeskAddresses.Bin),
            ]),
            ("Abonnés",
            [
                (administrator, "Abonnés", DeskAddresses.Subscribers),
                (editor, "Chiffres", SubscriberAddresses.Figures),
                (administrator, "Liste d’opposition", DeskAddresses.Suppressions),
                (true, "À insérer sur votre site", DeskAddresses.Embedding),
            ]),
            ("Réglages",
            [
                (administrator, "Lettre et réseau", DeskAddresses.Settings),
                (administrator, "Apparence", DeskAddresses.Look),
                (administrator, "Courrier", DeskAddresses.MailSettings),
                (administrator, "Domaine d’expédition", DeskAddresses.SendingDomain),
                (administrator, "Utilisateurs", DeskAddresses.Users),
                (administrator, "Journal", DeskAddresses.AuditLog),
                (administrator, "État du système", DeskAddresses.SystemState),
            ]),
        ];
        var shown = groups.Select(g => (g.Name, Links: g.Links.Where(l => l.Shown).ToList())).Where(g => g.Links.Count > 0).ToList();
        var current = shown.SelectMany(g => g.Links).Select(l => l.Address).Where(a => IsWithin(path, a)).MaxBy(a => a.Length);
        return [.. shown.Select(g => new MenuGroup(g.Name, [.. g.Links.Select(l => new MenuLink(l.Text, l.Address, l.Address == current))]))];
    }

    private static bool IsWithin(string path, string address) => path == address || path.StartsWith(address + "/", StringComparison.Ordinal);
}

internal sealed record MenuGroup(string Name, IReadOnlyList<MenuLink> Links);

/// <param name="IsCurrent">Whether the current page is this one or below it.</param>
internal sealed record MenuLink(string Text, string Address, bool IsCurrent);
