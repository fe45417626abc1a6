using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Rules;

/// <summary>
/// The rules of a schema and of what is within it, to be evaluated over values of it. Places without rules are left out; rules are
/// compiled when a value comes to their place for the first time.
/// </summary>
internal sealed class CompiledRules
{
    private readonly Schema _schema;
    private readonly bool _isResource;
    private readonly Lazy<CompiledRule[]> _rules;
    private readonly CompiledRules? _items;
    private readonly CompiledRules? _values;
    private readonly Dictionary<string, CompiledRules> _fields = new(StringComparer.Ordinal);

    private CompiledRules(Schema schema, bool isResource)
    {
        (_schema, _isResource) = (schema, isResource);
        _rules = new Lazy<CompiledRule[]>(Compile);
        _items = schema.Items is { } items ? Of(items, items.EmbeddedResource) : null;
        _values = schema.AdditionalProperties is { } values ? Of(values, values.EmbeddedResource) : null;
        foreach (var (name, property) in schema.Properties)
        {
            if (Of(property, property.EmbeddedResource) is { } rules)
            {
                _fields[name] = rules;
            }
        }
    }

    /// <summary>The rules of a schema; null when there are none.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="isResource">Whether its values are whole objects.</param>
    public static CompiledRules? Of(Schema schema, bool isResource) =>
        schema.Mentions("\"x-kubernetes-validations\""u8) ? new CompiledRules(schema, isResource) : null;

    /// <summary>Evaluates all rules.</summary>
    /// <param name="value">A value of the schema.</param>
    /// <param name="change">The value beside what it was; null when it is new.</param>
    /// <param name="path">Where the value stands; empty for a whole object.</param>
    /// <param name="run">Gets what is found.</param>
    public void Evaluate(JsonNode? value, Correlation? change, string path, RuleRun run) => Evaluate(value, change, above: null, path, run);

    private static Correlation? ChildOf(Correlation? change, string name, bool atRoot) =>
        atRoot && name is ("apiVersion" or "kind") ? null : change?.Field(name);

    private void Evaluate(JsonNode? value, Correlation? change, Correlation? above, string path, RuleRun run)
    {
        if (value is null)
        {
            return;
        }

        if (_schema.ValidationRules.Count > 0)
        {
            EvaluateOwn(value, change, above, path, run);
        }

        switch (value)
        {
            case JsonArray list when _items is not null:
                for (var i = 0; i < list.Count && !run.IsOver; i++)
                {
                    _items.Evaluate(list[i], change?.Item(i), change ?? above, $"{path}[{i}]", run);
                }

                break;
            case JsonObject map when _values is not null || _fields.Count > 0:
                EvaluateFields(map, change, above, path, run);
                break;
        }
    }

    private void EvaluateFields(JsonObject map, Correlation? change, Correlation? above, string path, RuleRun run)
    {
        var atRoot = path.Length == 0;
        foreach (var (name, child) in map)
        {
            if (run.IsOver)
            {
                return;
            }

            if (_fields.TryGetValue(name, out var field))
            {
                field.Evaluate(child, ChildOf(change, name, atRoot), change ?? above, atRoot ? name : $"{path}.{name}", run);
            }
            else if (_values is not null && !_schema.Properties.ContainsKey(name))
            {
                _values.Evaluate(child, change?.Field(name), change ?? above, $"{path}[{name}]", run);
            }
        }
    }

    private CompiledRule[] Compile()
    {
        if (RuleCompiler.For(_schema, _isResource) is { } compiler)
        {
            return [.. _schema.ValidationRules.Select(compiler.Compile)];
        }

        const string NoType = "rule compiler initialization error: failed to convert to declType for CEL validation rules";
        return [new CompiledRule(_schema.ValidationRules[0]) { Error = NoType }];
    }

    private void EvaluateOwn(JsonNode value, Correlation? change, Correlation? above, string path, RuleRun run)
    {
        var at = path.Length == 0 ? "<nil>" : path;
        var rules = _rules.Value;
        if (run.IsOver)
        {
            return;
        }

        if (run.IsSpent)
        {
            run.Stop(FieldError.Invalid(at, _schema.Type, RuleEvaluation.OutOfBudget));
            return;
        }

        var evaluation = new RuleEvaluation(_schema, value, at, change, (change ?? above) is { } nearest && nearest.IsUnchanged, run)
        {
            Self = RuleValues.Of(value, _schema, _isResource),
            OldSelf = change?.Old is { } old && Array.Exists(rules, r => r.UsesOldSelf) ? RuleValues.Of(old, _schema, _isResource) : null,
        };
        foreach (var rule in rules)
        {
            evaluation.Evaluate(rule);
            if (run.IsOver)
            {
                return;
            }
        }
    }
}
