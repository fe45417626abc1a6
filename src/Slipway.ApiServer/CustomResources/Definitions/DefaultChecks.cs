using Slipway.ApiServer.CustomResources.Rules;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Definitions;

/// <summary>Checks the defaults of a schema: they must be what the schema allows, rules included.</summary>
internal sealed class DefaultChecks(bool requirePruned)
{
    private readonly List<FieldError> _errors = [];

    /// <summary>Everything that is wrong with the defaults in a schema; empty for good ones.</summary>
    public IReadOnlyList<FieldError> Check(Schema schema, string path)
    {
        if (schema.Mentions("\"default\""u8))
        {
            Walk(schema, path, insideMetadata: false, isRoot: true);
        }

        return _errors;
    }

    private void Walk(Schema schema, string path, bool insideMetadata, bool isRoot)
    {
        insideMetadata &= !schema.EmbeddedResource;
        if (schema.HasDefault)
        {
            CheckDefault(schema, $"{path}.default", insideMetadata, isRoot);
        }

        if (schema.Items is { } items)
        {
            Walk(items, $"{path}.items", insideMetadata, isRoot: false);
        }

        foreach (var (name, property) in schema.Properties)
        {
            var meta = (isRoot || schema.EmbeddedResource) && name is ("metadata" or "apiVersion" or "kind");
            Walk(property, $"{path}.properties[{name}]", insideMetadata || meta, isRoot: false);
        }
    }

    private void CheckDefault(Schema schema, string path, bool insideMetadata, bool isRoot)
    {
        var value = schema.CreateDefault();
        if (!insideMetadata && requirePruned && SchemaPruner.PruneValue(value, schema).Count > 0)
        {
            _errors.Add(FieldError.Invalid(path, schema.CreateDefault(), "must not have unknown fields"));
        }

        value = schema.CreateDefault();
        var found = new List<FieldError>();
        EmbeddedResources.Validate(value, schema, path, found, isResource: isRoot);
        if (found.Count == 0)
        {
            found.AddRange(SchemaValidator.Validate(value, schema, path));
        }

        if (found.Count == 0 && CompiledRules.Of(schema, isRoot || schema.EmbeddedResource) is { } rules)
        {
            // A rule about a change must hold for the default as it stands and for it as new.
            rules.Evaluate(value, new Correlation(value, value, schema), path, new RuleRun(found, warnings: null));
            if (found.Count == 0)
            {
                rules.Evaluate(value, change: null, path, new RuleRun(found, warnings: null));
            }
        }

        _errors.AddRange(found);
    }
}
