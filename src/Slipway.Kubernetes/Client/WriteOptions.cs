namespace Slipway.Kubernetes.Client;

/// <summary>How to write.</summary>
public sealed record WriteOptions
{
    /// <summary>Plain writes.</summary>
    public static WriteOptions Default { get; } = new();

    /// <summary>Writes to the status subresource.</summary>
    public static WriteOptions Status { get; } = new() { Subresource = "status" };

    /// <summary>The subresource written to, such as <c>status</c>; null for the object itself.</summary>
    public string? Subresource { get; init; }

    /// <summary>Who is named as the owner of the fields; required by server-side apply.</summary>
    public string? FieldManager { get; init; }

    /// <summary>Server-side apply: take over fields that others own.</summary>
    public bool Force { get; init; }

    /// <summary>Run every check but store nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>
    /// What to do with fields the server does not know: <c>Ignore</c>, <c>Warn</c> or <c>Strict</c>; null for the server's default.
    /// </summary>
    public string? FieldValidation { get; init; }
}
