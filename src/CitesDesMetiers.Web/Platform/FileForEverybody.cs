namespace CitesDesMetiers.Web.Platform;

/// <summary>Marks an endpoint whose answer is the same for everybody. Browsers may keep it for people who are signed in, too.</summary>
internal sealed class FileForEverybody;
