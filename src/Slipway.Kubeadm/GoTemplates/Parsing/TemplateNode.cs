using System.Collections.Immutable;

namespace Slipway.Kubeadm.GoTemplates.Parsing;

/// <summary>A part of a template.</summary>
/// <param name="Offset">Where it stands.</param>
internal abstract record TemplateNode(int Offset)
{
    /// <summary>Text that is put out as it is.</summary>
    public sealed record Text(string Value, int Offset) : TemplateNode(Offset);

    /// <summary>A pipeline whose value is put out, unless it sets a variable.</summary>
    public sealed record Action(Pipeline Pipeline, int Offset) : TemplateNode(Offset);

    /// <summary><c>if</c>, or <c>with</c>, which makes the value the dot.</summary>
    public sealed record Choice(
        bool SetsDot, Pipeline Pipeline, ImmutableArray<TemplateNode> Body, ImmutableArray<TemplateNode> Else, int Offset)
        : TemplateNode(Offset);

    /// <summary><c>range</c>.</summary>
    public sealed record Range(
        Pipeline Pipeline, ImmutableArray<TemplateNode> Body, ImmutableArray<TemplateNode> Else, int Offset) : TemplateNode(Offset);

    /// <summary><c>template</c>, and <c>block</c> after its definition.</summary>
    public sealed record Call(string Name, Pipeline? Pipeline, int Offset) : TemplateNode(Offset);

    /// <summary><c>break</c>.</summary>
    public sealed record Break(int Offset) : TemplateNode(Offset);

    /// <summary><c>continue</c>.</summary>
    public sealed record Continue(int Offset) : TemplateNode(Offset);
}
