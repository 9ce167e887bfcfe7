using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.AspNetCore.Mvc.Razor;

namespace CitesDesMetiers.Web.Platform;

/// <summary>Registers MVC with views beside their controllers, French messages, and antiforgery on every unsafe request.</summary>
internal static class PagesSetup
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        var french = CultureInfo.GetCultureInfo("fr-FR");
        CultureInfo.DefaultThreadCurrentCulture = french;
        CultureInfo.DefaultThreadCurrentUICulture = french;

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<FingerprintedFiles>();
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.Configure<RazorViewEngineOptions>(options => options.ViewLocationExpanders.Add(new ViewsBesideControllers()));
        builder.Services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        builder.Services.AddControllersWithViews(options =>
        {
            options.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
            options.ModelBinderProviders.Insert(0, new CheckBoxBinder.Provider());
            options.ModelBinderProviders.Insert(0, new DateBinder.Provider());
            SpeakFrench(options.ModelBindingMessageProvider);
        }).AddViewOptions(options => options.HtmlHelperOptions.ClientValidationEnabled = false);
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous().WithMetadata(new FileForEverybody());
        app.MapControllers().WithStaticAssets();

        // Without this endpoint, the fallback policy would redirect an unknown address to the sign-in page.
        app.MapFallback("{**path}", () => Results.NotFound()).AllowAnonymous();
    }

    private static void SpeakFrench(DefaultModelBindingMessageProvider messages)
    {
        messages.SetAttemptedValueIsInvalidAccessor((value, field) => $"« {value} » ne convient pas pour « {field} ».");
        messages.SetMissingBindRequiredValueAccessor(field => $"« {field} » est à renseigner.");
        messages.SetMissingKeyOrValueAccessor(() => "Cette valeur est à renseigner.");
        messages.SetMissingRequestBodyRequiredValueAccessor(() => "La demande est vide.");
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => $"« {value} » ne convient pas.");
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => "Cette valeur ne convient pas.");
        messages.SetNonPropertyValueMustBeANumberAccessor(() => "Un nombre est attendu.");
        messages.SetUnknownValueIsInvalidAccessor(field => $"La valeur de « {field} » ne convient pas.");
        messages.SetValueIsInvalidAccessor(value => $"« {value} » ne convient pas.");
        messages.SetValueMustBeANumberAccessor(field => $"« {field} » attend un nombre.");
        messages.SetValueMustNotBeNullAccessor(_ => "Cette valeur est à renseigner.");
    }
}
