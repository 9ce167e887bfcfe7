using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Settings;

namespace CitesDesMetiers.Web.Letters;

/// <summary>The content of a mail that tells a person what happened to their account.</summary>
public sealed class AccountContext(SiteOptions site, NewsletterSettings settings, User user, AccountNotice notice)
    : LetterContext(site, settings, notice.Subject)
{
    internal override Type Component => typeof(AccountLetter);

    public string Greeting => Type($"Bonjour {user.DisplayName},");

    public string Matter => Type(notice.Matter);

    public string Label => notice.Label;

    public string Link => Url(notice.Path);

    public string NotYou => Type(notice.NotYou);

    public override string Preheader => Matter;

    private protected override void Write(TextPage page)
    {
        page.Paragraph(Greeting);
        page.Paragraph(Matter);
        page.Link(Label, Link);
        page.Paragraph(NotYou);
    }
}
