using System.Net;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Settings;

namespace CitesDesMetiers.Web.Desk.Embedding;

/// <summary>The sign-up form for the site of a Cité, as HTML and as a script. Both use the configured public address.</summary>
/// <param name="slug">Slug of the Cité; null for the network.</param>
internal sealed class EmbeddedForm(SiteOptions site, Named letter, string? slug, string? citeName)
{
    public string? Slug => slug;

    public string? CiteName => citeName;

    /// <summary>The Cités to choose from; empty when there is no choice.</summary>
    public IReadOnlyList<(string Slug, string Name)> Cites { get; init; } = [];

    public string Html =>
        $"""
        <form method="post" action="{site.Absolute(SubscriptionAddresses.SignUpElsewhere)}" accept-charset="utf-8" lang="fr">
          <p>
            <label for="infolettre-adresse">Votre adresse électronique</label>
            <input id="infolettre-adresse" type="email" name="adresse" autocomplete="email" required>{Hidden}
            <button>S’abonner {Encoded(letter.To)}</button>
          </p>
          <p><small>Vous confirmerez ensuite sur le site de la lettre&nbsp;: rien n’est enregistré avant.</small></p>
        </form>
        """;

    public string Script => $"""<script src="{site.Absolute(SubscriptionAddresses.SignUpScript)}{Query}"{Letter} async></script>""";

    private string Hidden => slug is null ? "" : $"""

            <input type="hidden" name="cite" value="{slug}">
        """.TrimEnd();

    private string Query => slug is null ? "" : "?cite=" + slug;

    private string Letter => letter.To == "à l’InfoLettre" ? "" : $" data-lettre=\"{Encoded(letter.To)}\"";

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
