namespace Slipway.Api.Schemas;

/// <summary>A column of <c>kubectl get</c>, in order of declaration.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class PrinterColumnAttribute(string name, string type, string jsonPath) : Attribute
{
    /// <summary>Heading.</summary>
    public string Name { get; } = name;

    /// <summary>Type of the value, as CRDs name it.</summary>
    public string Type { get; } = type;

    /// <summary>Where the value is.</summary>
    public string JsonPath { get; } = jsonPath;

    /// <summary>Above 0: only shown by <c>-o wide</c>.</summary>
    public int Priority { get; init; }
}
