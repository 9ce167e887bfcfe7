using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Ui;
using CitesDesMetiers.Web.Ui.StructuredData;

namespace CitesDesMetiers.Web.Site.Cites;

/// <summary>Describes a Cité and its network for search engines.</summary>
internal static class CiteFacts
{
    public static Organization Of(Cite cite, NewsletterSettings network, SiteOptions site) =>
        new(cite.Name.Typed())
        {
            Url = cite.WebSite,
            MainEntityOfPage = site.Absolute(SiteAddresses.Cite(cite.Slug)),
            Description = cite.Presentation?.Typed(),
            Address = new PostalAddress(NullIfEmpty(cite.City), cite.Region, cite.Country),

            // Others are not in the network yet or have left it.
            MemberOf = cite.Label is LabelState.Labelled or LabelState.Associated ? Of(network) : null,
        };

    public static Organization Of(NewsletterSettings network) => new(network.NetworkName.Typed()) { Url = network.NetworkWebSite };

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}
