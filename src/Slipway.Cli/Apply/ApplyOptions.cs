namespace Slipway.Cli.Apply;

/// <summary>How manifests are applied.</summary>
internal sealed record ApplyOptions
{
    /// <summary>Who is named as the owner of the fields that manifests set.</summary>
    public const string FieldManager = "slipway";

    /// <summary>The namespace of objects that name none.</summary>
    public required string DefaultNamespace { get; init; }

    /// <summary>The namespace of the command line, which objects must not contradict; null when it names none.</summary>
    public string? NamedNamespace { get; init; }

    /// <summary>Whether fields that others own are taken over.</summary>
    public bool ForceConflicts { get; init; }

    /// <summary>Whether the server runs every check but stores nothing.</summary>
    public bool DryRun { get; init; }
}
