using System.Text;

namespace Slipway.Kubeadm.GoTemplates.Execution;

/// <summary>What carrying out a template has cost so far, and what it has put out.</summary>
internal sealed class Budget(SourceText source, GoTemplateLimits limits)
{
    private const int BytesAStep = 64;

    private readonly StringBuilder _output = new();
    private int _steps;
    private int _depth;

    /// <summary>What was put out.</summary>
    public string Output => _output.ToString();

    /// <summary>Puts text out.</summary>
    public void Write(string text, int offset)
    {
        if (_output.Length + text.Length > limits.Bytes)
        {
            throw source.Error(offset, $"the output is longer than {limits.Bytes} bytes");
        }

        Step(offset, 1 + (text.Length / BytesAStep));
        _output.Append(text);
    }

    /// <summary>Pays for a value before it is used.</summary>
    public object? Made(object? value, int offset)
    {
        var length = value is string text ? text.Length : 0;
        if (length > limits.Bytes)
        {
            throw source.Error(offset, $"a text is longer than {limits.Bytes} bytes");
        }

        Step(offset, 1 + (length / BytesAStep));
        return value;
    }

    /// <summary>One level deeper; <see cref="Leave"/> ends it.</summary>
    public void Enter(int offset)
    {
        Step(offset, 1);
        if (++_depth > limits.Depth)
        {
            throw source.Error(offset, $"templates, blocks and parentheses lie more than {limits.Depth} deep in one another");
        }
    }

    /// <summary>Ends what <see cref="Enter"/> began.</summary>
    public void Leave() => _depth--;

    /// <summary>Pays for what takes time.</summary>
    public void Step(int offset, int count = 1)
    {
        _steps += count;
        if (_steps > limits.Steps)
        {
            throw source.Error(offset, $"the template takes more than {limits.Steps} steps");
        }
    }
}
