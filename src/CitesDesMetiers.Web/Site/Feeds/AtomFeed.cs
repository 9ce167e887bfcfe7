using System.Globalization;
using System.Text;
using System.Xml;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Ui;

namespace CitesDesMetiers.Web.Site.Feeds;

/// <param name="PublishedAt">In UTC.</param>
internal sealed record FeedEntry(EditionArticle Article, DateTime PublishedAt);

/// <summary>
/// Writes articles as an Atom feed (RFC 4287). Identifiers are tag URIs (RFC 4151), which survive a change of domain, path or title.
/// </summary>
internal sealed class AtomFeed(SiteOptions site, TaggingEntity tags, string title, string author)
{
    private const string Namespace = "http://www.w3.org/2005/Atom";

    public byte[] Write(IReadOnlyList<FeedEntry> entries)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("feed", Namespace);
            xml.WriteAttributeString("xml", "lang", null, "fr");
            Element(xml, "id", tags.TagOf("actualites"));
            Element(xml, "title", title);
            Element(xml, "updated", Instant(entries.Count > 0 ? entries.Max(e => e.PublishedAt) : DateTime.UnixEpoch));
            Link(xml, "self", site.Absolute(SiteAddresses.Feed), "application/atom+xml");
            Link(xml, "alternate", site.Absolute(SiteAddresses.Home), "text/html");
            Author(xml, author);
            foreach (var entry in entries)
            {
                Entry(xml, entry);
            }

            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    private void Entry(XmlWriter xml, FeedEntry entry)
    {
        var article = entry.Article;
        xml.WriteStartElement("entry", Namespace);
        xml.WriteAttributeString("xml", "lang", null, article.Language);
        Element(xml, "id", tags.TagOf($"actualites/{article.Slug}"));
        Element(xml, "title", article.Title.Typed(article.Language));
        Link(xml, "alternate", site.Absolute(SiteAddresses.Article(article.Slug)), "text/html");
        Element(xml, "published", Instant(entry.PublishedAt));
        Element(xml, "updated", Instant(entry.PublishedAt));
        if (article.Cite is { } cite)
        {
            Author(xml, cite.Name.Typed());
        }

        foreach (var theme in article.Themes)
        {
            xml.WriteStartElement("category", Namespace);
            xml.WriteAttributeString("term", theme.Slug);
            xml.WriteAttributeString("label", Clean(theme.Name));
            xml.WriteEndElement();
        }

        Element(xml, "summary", article.Excerpt.Typed(article.Language));
        xml.WriteStartElement("content", Namespace);
        xml.WriteAttributeString("type", "html");
        xml.WriteAttributeString("xml", "base", null, site.Absolute(SiteAddresses.Home));
        xml.WriteString(Clean(article.Html));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Author(XmlWriter xml, string name)
    {
        xml.WriteStartElement("author", Namespace);
        Element(xml, "name", name);
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string address, string type)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Namespace, Clean(text));

    private static string Instant(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Removes characters that XML cannot represent and a writer would refuse.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
            {
                clean.Append(text[i]);
            }
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                clean.Append(text[i]).Append(text[++i]);
            }
        }

        return clean.ToString();
    }
}
