using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Rules;

/// <summary>A place of a schema as its rules are estimated: how often values can be there, and all estimates so far.</summary>
internal sealed class RuleScope
{
    private readonly Schema _schema;
    private readonly bool _isResource;

    private RuleScope(Schema schema, bool isResource, ulong? most, RuleCosts costs)
    {
        (_schema, _isResource, Most, Costs) = (schema, isResource, most, costs);
    }

    /// <summary>How many values there can be; null where a list or map above has no limit.</summary>
    public ulong? Most { get; }

    /// <summary>The estimates of the whole schema.</summary>
    public RuleCosts Costs { get; }

    /// <summary>The scope of a whole object.</summary>
    public static RuleScope OfRoot(Schema schema) => new(schema, isResource: true, 1, new RuleCosts());

    /// <summary>The scope of a field.</summary>
    public RuleScope Property(string name, Schema schema) => Child(ResourcePart(name) ?? schema);

    /// <summary>The scope of an item.</summary>
    public RuleScope Item(Schema schema) => Child(schema);

    /// <summary>The scope of an entry's value.</summary>
    public RuleScope Value(Schema schema) => Child(schema);

    /// <summary>What compiles the rules here; null where expressions cannot see the values.</summary>
    public RuleCompiler? CreateCompiler() => RuleCompiler.For(_schema, _isResource);

    // Rules on metadata see what rules on the whole object see of it.
    private Schema? ResourcePart(string name) => _isResource ? ResourceMetadata.Find(name, _schema) : null;

    private RuleScope Child(Schema schema)
    {
        ulong? factor = _schema.Type switch
        {
            "object" when _schema.AdditionalProperties is not null || _schema.AllowsAdditionalProperties is not null => Bound(_schema.Limits.MaxProperties),
            "array" => Bound(_schema.Limits.MaxItems),
            _ => 1,
        };
        return new RuleScope(schema, schema.EmbeddedResource, Most is { } most && factor is { } times ? RuleCosts.Multiply(most, times) : null, Costs);
    }

    private static ulong? Bound(long? limit) => limit is { } bound ? (ulong)Math.Max(bound, 0) : null;
}
