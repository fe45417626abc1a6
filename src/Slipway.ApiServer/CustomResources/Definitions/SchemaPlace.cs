using Slipway.ApiServer.CustomResources.Rules;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Definitions;

/// <summary>Where a schema stands in its definition, and what follows from that.</summary>
/// <param name="Path">The path in the definition.</param>
/// <param name="Schema">The schema.</param>
/// <param name="Rules">How its rules are seen; null where there may be none or the schema is wrong.</param>
internal sealed record SchemaPlace(string Path, Schema Schema, RuleScope? Rules)
{
    public bool IsRoot { get; init; }

    /// <summary>Why there may be no default here; null where there may.</summary>
    public string? NoDefaults { get; init; }

    /// <summary>Whether the schema is part of a resource's metadata, kind or apiVersion.</summary>
    public bool InsideMetadata { get; init; }

    /// <summary>The outermost schema above whose values cannot be told from each other after a change; null where all can.</summary>
    public string? Uncorrelatable { get; init; }

    /// <summary>A schema within a clause, where rules mean nothing.</summary>
    public SchemaPlace Clause(string step, Schema schema) =>
        this with { Path = Path + step, Schema = schema, Rules = null, IsRoot = false };

    /// <summary>The schema of an item.</summary>
    public SchemaPlace Item(Schema schema) => this with
    {
        Path = $"{Path}.items",
        Schema = schema,
        Rules = Rules?.Item(schema),
        IsRoot = false,
        Uncorrelatable = Schema.ListType == SchemaListType.Map ? Uncorrelatable : Uncorrelatable ?? Path,
    };

    /// <summary>The schema of an entry's value.</summary>
    public SchemaPlace Value(Schema schema) => this with
    {
        Path = $"{Path}.additionalProperties",
        Schema = schema,
        Rules = Rules?.Value(schema),
        IsRoot = false,
        NoDefaults = InsideMetadata ? "inside additionalProperties applying to object metadata" : NoDefaults,
    };

    /// <summary>The schema of a field.</summary>
    public SchemaPlace Property(string name, Schema schema)
    {
        var meta = (IsRoot || Schema.EmbeddedResource) && name is ("metadata" or "kind" or "apiVersion");
        return this with
        {
            Path = $"{Path}.properties[{name}]",
            Schema = schema,
            Rules = Rules?.Property(name, schema),
            IsRoot = false,
            InsideMetadata = InsideMetadata || meta,
            NoDefaults = meta && IsRoot ? $"in top-level {name}" : NoDefaults,
        };
    }
}
