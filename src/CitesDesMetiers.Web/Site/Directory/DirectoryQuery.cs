using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Web.Site.News;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Site.Directory;

/// <summary>The filter of the directory, from its address. An unknown value finds nothing.</summary>
public sealed class DirectoryQuery
{
    [FromQuery(Name = "q")]
    public string? Text { get; set => field = value is { Length: > 100 } ? value[..100] : value; }

    [FromQuery(Name = "cite")]
    public string? Cite { get; set; }

    [FromQuery(Name = "pays")]
    public string? Country { get; set; }

    [FromQuery(Name = "fonction")]
    public string? Post { get; set; }

    public bool IsFiltered => new[] { Text, Cite, Country, Post }.Any(v => !string.IsNullOrWhiteSpace(v));

    /// <summary>The contacts of this filter as a file for address books.</summary>
    public string FileAddress => ListAddress.Of(DirectoryAddresses.File, ("q", Text), ("cite", Cite), ("pays", Country), ("fonction", Post));

    public IQueryable<Contact> Filter(IQueryable<Contact> contacts)
    {
        contacts = contacts.Matching(Text);
        contacts = string.IsNullOrEmpty(Cite) ? contacts
            : Cite == NewsQuery.Network ? contacts.Where(c => c.CiteId == null) : contacts.Where(c => c.Cite!.Slug == Cite);
        contacts = string.IsNullOrEmpty(Country) ? contacts : contacts.Where(c => c.Cite!.Country == Country);
        return string.IsNullOrEmpty(Post) ? contacts : contacts.Where(c => c.Role == Post);
    }
}
