using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CitesDesMetiers.Core.Data;

/// <summary>Instants are stored in UTC and come back marked as such; neither database keeps the kind.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    value => value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value,
    value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
