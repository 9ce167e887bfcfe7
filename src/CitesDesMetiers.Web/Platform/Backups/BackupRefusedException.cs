namespace CitesDesMetiers.Web.Platform.Backups;

/// <summary>A backup cannot be made or used. The message is a sentence for whoever runs the site.</summary>
internal sealed class BackupRefusedException(string message, Exception? cause = null) : Exception(message, cause);
