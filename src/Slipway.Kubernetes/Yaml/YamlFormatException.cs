namespace Slipway.Kubernetes.Yaml;

/// <summary>Text that is not YAML, or not YAML that a Kubernetes object can be made of.</summary>
/// <param name="problem">What is wrong.</param>
/// <param name="line">Where, counted from 1.</param>
public sealed class YamlFormatException(string problem, long line) : FormatException($"yaml: line {line}: {problem}")
{
    /// <summary>Line of the text, counted from 1.</summary>
    public long Line { get; } = line;
}
