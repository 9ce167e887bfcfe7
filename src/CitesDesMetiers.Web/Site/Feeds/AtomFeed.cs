using System.Globalization;
using System.Text;
using System.Xml;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Ui;

namespace CitesDesMetiers.Web.Site.Feeds;

/// <summary>
/// Writes pages as an Atom feed (RFC 4287). Identifiers are tag URIs (RFC 4151), which survive a change of domain, path or title.
/// </summary>
internal sealed class AtomFeed(SiteOptions site, TaggingEntity tags)
{
    public const string ContentType = "application/atom+xml";

    private const string Namespace = "http://www.w3.org/2005/Atom";

    public byte[] Write(Feed feed)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("feed", Namespace);
            xml.WriteAttributeString("xml", "lang", null, "fr");
            Element(xml, "id", tags.TagOf(IdOf(feed.Path)));
            Element(xml, "title", feed.Title);
            Element(xml, "updated", Instant(feed.UpdatedAt ?? DateTime.UnixEpoch));
            Link(xml, "self", site.Absolute(feed.Path), ContentType);
            Link(xml, "alternate", site.Absolute(feed.Page), "text/html");
            Author(xml, feed.Author);
            foreach (var entry in feed.Entries)
            {
                Entry(xml, entry);
            }

            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    private void Entry(XmlWriter xml, FeedEntry entry)
    {
        xml.WriteStartElement("entry", Namespace);
        xml.WriteAttributeString("xml", "lang", null, entry.Language);
        Element(xml, "id", tags.TagOf(entry.Id));
        Element(xml, "title", entry.Title.Typed(entry.Language));
        Link(xml, "alternate", site.Absolute(entry.Path), "text/html");
        Element(xml, "published", Instant(entry.PublishedAt));
        Element(xml, "updated", Instant(entry.PublishedAt));
        if (entry.Author is { } from)
        {
            Author(xml, from.Typed());
        }

        foreach (var theme in entry.Themes)
        {
            xml.WriteStartElement("category", Namespace);
            xml.WriteAttributeString("term", theme.Slug);
            xml.WriteAttributeString("label", Clean(theme.Name));
            xml.WriteEndElement();
        }

        Element(xml, "summary", entry.Summary.Typed(entry.Language));
        if (entry.Html is { } html)
        {
            xml.WriteStartElement("content", Namespace);
            xml.WriteAttributeString("type", "html");
            xml.WriteAttributeString("xml", "base", null, site.Absolute(SiteAddresses.Home));
            xml.WriteString(Clean(html));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>The feed of all news was there first and keeps its identifier.</summary>
    private static string IdOf(string path) => path == SiteAddresses.Feed ? "actualites" : path.TrimStart('/');

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
