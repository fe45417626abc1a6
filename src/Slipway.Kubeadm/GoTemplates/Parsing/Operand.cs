using System.Collections.Immutable;

namespace Slipway.Kubeadm.GoTemplates.Parsing;

/// <summary>A word of a command.</summary>
/// <param name="Offset">Where it stands.</param>
internal abstract record Operand(int Offset)
{
    /// <summary><c>.</c></summary>
    public sealed record Dot(int Offset) : Operand(Offset);

    /// <summary><c>nil</c></summary>
    public sealed record Nil(int Offset) : Operand(Offset);

    /// <summary>A number, a text, a boolean.</summary>
    public sealed record Literal(object Value, int Offset) : Operand(Offset);

    /// <summary>Fields of the dot.</summary>
    public sealed record Field(ImmutableArray<string> Names, int Offset) : Operand(Offset);

    /// <summary>A variable, or fields of it.</summary>
    public sealed record Variable(string Name, ImmutableArray<string> Fields, int Offset) : Operand(Offset);

    /// <summary>A function.</summary>
    public sealed record Function(string Name, int Offset) : Operand(Offset);

    /// <summary>A pipeline in parentheses.</summary>
    public sealed record Nested(Pipeline Pipeline, int Offset) : Operand(Offset);

    /// <summary>Fields of what another operand is.</summary>
    public sealed record Chain(Operand Of, ImmutableArray<string> Fields, int Offset) : Operand(Offset);
}
