using System.Reflection;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Newsletter.Issues.Pdf;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewEngines;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Site.Archive;

/// <summary>Renders the page of an edition for its PDF, in a scope without a request and without a visitor.</summary>
internal sealed class IssuePaper(IServiceScopeFactory scopes) : IIssuePaper
{
    public async Task<string?> RenderAsync(int editionId, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        var edition = await db.Editions.Where(e => e.Id == editionId).Select(e => new { e.Slug, e.PublishedAt, e.ArchivedAt, e.ContentJson })
            .FirstOrDefaultAsync(cancellation);
        if (edition is null)
        {
            return null;
        }

        var errata = await db.Editions.Where(e => e.Id == editionId).SelectMany(e => e.Errata).OrderBy(e => e.PublishedAt).AsNoTracking()
            .ToListAsync(cancellation);
        var page = new IssuePage(edition.Slug, edition.PublishedAt, EditionContent.FromJson(edition.ContentJson), errata, null, null)
        {
            IsPaper = true,
            IsArchived = edition.ArchivedAt is not null,
        };
        return await RenderAsync(scope.ServiceProvider, page);
    }

    private static async Task<string> RenderAsync(IServiceProvider services, IssuePage page)
    {
        var http = new DefaultHttpContext { RequestServices = services };

        // Views are looked for beside the controller of the action.
        var beside = new ControllerActionDescriptor { ControllerTypeInfo = typeof(ArchiveController).GetTypeInfo() };
        var action = new ActionContext(http, new RouteData(), beside);
        var view = services.GetRequiredService<ICompositeViewEngine>().FindView(action, nameof(ArchiveController.Show), isMainPage: true)
            .EnsureSuccessful(originalLocations: null).View!;
        var model = new ViewDataDictionary<IssuePage>(services.GetRequiredService<IModelMetadataProvider>(), new ModelStateDictionary());
        model.Model = page;
        var kept = services.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(http);
        await using var html = new StringWriter();
        await view.RenderAsync(new ViewContext(action, view, model, kept, html, new HtmlHelperOptions()));
        return html.ToString();
    }
}
