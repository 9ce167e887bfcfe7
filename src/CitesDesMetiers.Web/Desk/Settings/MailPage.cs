using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Desk.Settings;

/// <param name="Sender">The sender in force.</param>
/// <param name="ReplyTo">In force; null for the contact address of the issue.</param>
/// <param name="Relays">Names of the relays in force; none while mails become files.</param>
/// <param name="HasPassword">Whether a password is stored.</param>
internal sealed record MailPage(
    MailForm Form, string Sender, string? ReplyTo, IReadOnlyList<string> Relays, bool HasPassword, DateTime? TriedAt, string? Trial)
    : IFormPage<MailForm>
{
    public bool FixesSender { get; init; }
    public bool FixesReplyTo { get; init; }
    public bool FixesRelay { get; init; }
    public bool FixesAll => FixesSender && FixesReplyTo && FixesRelay;
}
