using CitesDesMetiers.Core.French;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Binders;

namespace CitesDesMetiers.Web.Platform;

/// <summary>
/// Reads a date as the framework does, and refuses a year that nobody means. A stored 31 December 9999 would break whatever counts
/// months or days from it.
/// </summary>
internal sealed class DateBinder(IModelBinder inner) : IModelBinder
{
    public async Task BindModelAsync(ModelBindingContext bindingContext)
    {
        await inner.BindModelAsync(bindingContext);
        if (bindingContext.Result.Model is DateOnly { Year: < WrittenDates.FirstYear or > WrittenDates.LastYear })
        {
            bindingContext.ModelState.TryAddModelError(
                bindingContext.ModelName,
                $"{bindingContext.ModelMetadata.GetDisplayName()} : l’année doit être comprise entre "
                    + $"{WrittenDates.FirstYear} et {WrittenDates.LastYear}.");
            bindingContext.Result = ModelBindingResult.Failed();
        }
    }

    public sealed class Provider : IModelBinderProvider
    {
        private readonly TryParseModelBinderProvider dates = new();

        public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
            context.Metadata.UnderlyingOrModelType == typeof(DateOnly) ? new DateBinder(dates.GetBinder(context)!) : null;
    }
}
