using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CitesDesMetiers.Core.Data;

/// <summary>Stores instants in UTC and marks them as such when read; neither database stores the kind.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    value => value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value,
    value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
