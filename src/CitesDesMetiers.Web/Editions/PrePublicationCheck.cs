using System.Text;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Emails;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Editions;

/// <summary>What would go wrong if the issue went out now.</summary>
public sealed class PrePublicationCheck(NewsletterContext db)
{
    /// <summary>Bytes of the HTML part: Gmail cuts messages near 102 KB.</summary>
    private const int MaxHtmlBytes = 100_000;

    public async Task<IReadOnlyList<Finding>> RunAsync(int issueId, EditionContent content, RenderedMail mail, CancellationToken cancellation)
    {
        List<Finding> findings = [.. OfSubject(content), .. OfContent(content), .. OfMail(mail)];
        if (!await db.Subscribers.AnyAsync(s => s.State == SubscriberState.Confirmed, cancellation))
        {
            findings.Add(new(true, "Personne n’est encore abonné : l’envoi n’aurait aucun destinataire. Faites connaître la page d’inscription."));
        }

        var unaccepted = await db.Set<IssueSection>().Where(s => s.IssueId == issueId).SelectMany(s => s.Items)
            .Where(i => i.NewsItem != null && i.NewsItem.State != NewsState.Accepted).Select(i => i.NewsItem!.Title).ToListAsync(cancellation);
        findings.AddRange(unaccepted.Select(title => new Finding(true, $"« {title} » n’est plus acceptée : relisez-la et acceptez-la, ou retirez-la du numéro.")));
        return findings;
    }

    private static IEnumerable<Finding> OfSubject(EditionContent content)
    {
        if (content.Subject.Length == 0)
        {
            yield return new(true, "L’objet du courriel est vide : écrivez-le dans « Textes ».");
        }
        else if (content.Subject.Any(char.IsLetter) && !content.Subject.Any(char.IsLower))
        {
            yield return new(true, "L’objet du courriel est tout en capitales : beaucoup de messageries y verraient un indésirable.");
        }

        if (content.Preheader.Length is < 40 or > Issue.PreheaderLength)
        {
            yield return new(false, "L’accroche compte de 40 à 130 caractères : c’est la ligne que les messageries montrent à côté de l’objet.");
        }
        else if (content.Preheader == content.Subject)
        {
            yield return new(false, "L’accroche répète l’objet : dites-y autre chose.");
        }
    }

    private static IEnumerable<Finding> OfContent(EditionContent content)
    {
        if (!content.AllArticles.Any())
        {
            yield return new(true, "Le numéro ne contient aucune nouvelle : ajoutez-en dans « Composition ».");
        }

        if (content.PublisherAddress.Length == 0)
        {
            yield return new(true, "L’adresse postale de l’éditeur manque : la loi l’exige au bas de chaque envoi. Elle se trouve dans « Réglages ».");
        }

        if (content.Editorial.Html.Length == 0)
        {
            yield return new(false, "Il n’y a pas d’éditorial.");
        }

        if (content.Agenda.Count == 0)
        {
            yield return new(false, "L’agenda est vide pour la période choisie.");
        }

        foreach (var late in content.Agenda.Where(d => d.EndsOn < content.Date.AddMonths(-2)))
        {
            yield return new(false, $"Agenda : « {late.Title} » est passé depuis plus de deux mois.");
        }

        foreach (var empty in content.Sections.Except(content.FilledSections))
        {
            yield return new(false, $"La rubrique « {empty.Title} » est vide : elle ne paraîtra pas.");
        }
    }

    private static IEnumerable<Finding> OfMail(RenderedMail mail)
    {
        var size = Encoding.UTF8.GetByteCount(mail.Html);
        if (size > MaxHtmlBytes)
        {
            yield return new(true, $"Le courriel pèse {size / 1000} Ko ; au-delà de 100 Ko, Gmail le coupe. Raccourcissez ou retirez une nouvelle.");
        }
    }
}
