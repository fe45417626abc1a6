namespace Slipway.Kubeadm.GoTemplates.Execution;

/// <summary>The variables of one template, the innermost last.</summary>
internal sealed class VariableStack
{
    private readonly List<(string Name, object? Value)> _variables = [];

    public VariableStack(object? root) => Declare("$", root);

    /// <summary>A place to come back to.</summary>
    public int Mark => _variables.Count;

    /// <summary>Declares a variable.</summary>
    public void Declare(string name, object? value) => _variables.Add((name, value));

    /// <summary>Sets the innermost of a name; false where there is none.</summary>
    public bool Assign(string name, object? value)
    {
        var index = _variables.FindLastIndex(v => v.Name == name);
        if (index >= 0)
        {
            _variables[index] = (name, value);
        }

        return index >= 0;
    }

    /// <summary>Sets the one declared as the n-th last.</summary>
    public void SetTop(int last, object? value) => _variables[^last] = (_variables[^last].Name, value);

    /// <summary>Looks for the innermost of a name.</summary>
    public bool TryGet(string name, out object? value)
    {
        var index = _variables.FindLastIndex(v => v.Name == name);
        value = index < 0 ? null : _variables[index].Value;
        return index >= 0;
    }

    /// <summary>Forgets what was declared since.</summary>
    public void Release(int mark) => _variables.RemoveRange(mark, _variables.Count - mark);
}
