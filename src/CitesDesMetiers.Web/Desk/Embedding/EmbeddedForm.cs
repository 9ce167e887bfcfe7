using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Settings;

namespace CitesDesMetiers.Web.Desk.Embedding;

/// <summary>The sign-up form for the site of a Cité. It takes the styles of that site.</summary>
/// <param name="slug">Slug of the Cité; null for the network.</param>
internal sealed class EmbeddedForm(SiteOptions site, Named letter, string? slug) : Embedded
{
    public override string Html =>
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

    public override string Script => $"""<script src="{site.Absolute(SubscriptionAddresses.SignUpScript)}{Query}"{Letter} async></script>""";

    private string Hidden => slug is null ? "" : $"""

            <input type="hidden" name="cite" value="{slug}">
        """.TrimEnd();

    private string Query => slug is null ? "" : "?cite=" + slug;

    private string Letter => letter.To == "à l’InfoLettre" ? "" : $" data-lettre=\"{Encoded(letter.To)}\"";
}
