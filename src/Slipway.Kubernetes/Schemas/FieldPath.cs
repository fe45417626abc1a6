using System.Globalization;
using System.Text;

namespace Slipway.Kubernetes.Schemas;

/// <summary>
/// Where a walk over an object stands. One instance serves a whole walk: a step is pushed and popped, and text is made
/// only for the fields that have something wrong.
/// </summary>
public sealed class FieldPath
{
    private readonly List<Step> _steps = new(8);

    /// <summary>Whether the walk stands at the object itself.</summary>
    public bool IsRoot => _steps.Count == 0;

    /// <summary>Enters a field.</summary>
    public void PushField(string name) => _steps.Add(new Step(StepKind.Field, name, 0));

    /// <summary>Enters the value of a map's entry, as distinct from a field that the schema names.</summary>
    public void PushKey(string key) => _steps.Add(new Step(StepKind.Key, key, 0));

    /// <summary>Enters an item of a list.</summary>
    public void PushIndex(int index) => _steps.Add(new Step(StepKind.Index, "", index));

    /// <summary>Leaves what was entered last.</summary>
    public void Pop() => _steps.RemoveAt(_steps.Count - 1);

    /// <summary>The path with map keys in brackets: <c>metadata.labels[app]</c>.</summary>
    public override string ToString() => Render(bracketKeys: true, child: null);

    /// <summary>The path of a field of where the walk stands.</summary>
    public string Child(string name) => Render(bracketKeys: true, name);

    /// <summary>The path as the OpenAPI value checks write it, map keys like fields: <c>metadata.labels.app</c>.</summary>
    public string Dotted(string? child = null) => Render(bracketKeys: false, child);

    private string Render(bool bracketKeys, string? child)
    {
        var text = new StringBuilder();
        foreach (var step in _steps)
        {
            if (step.Kind == StepKind.Index)
            {
                text.Append(CultureInfo.InvariantCulture, $"[{step.Index}]");
            }
            else if (step.Kind == StepKind.Key && bracketKeys)
            {
                text.Append('[').Append(step.Name).Append(']');
            }
            else
            {
                AppendField(text, step.Name);
            }
        }

        if (child is not null)
        {
            AppendField(text, child);
        }

        return text.ToString();
    }

    private static void AppendField(StringBuilder text, string name)
    {
        if (text.Length > 0)
        {
            text.Append('.');
        }

        text.Append(name);
    }

    private enum StepKind
    {
        Field,
        Key,
        Index,
    }

    private readonly record struct Step(StepKind Kind, string Name, int Index);
}
