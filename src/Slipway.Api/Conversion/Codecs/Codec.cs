namespace Slipway.Api.Conversion.Codecs;

/// <summary>The codecs that many kinds use.</summary>
internal static class Codec
{
    /// <inheritdoc cref="DurationCodec"/>
    public static IValueCodec Duration { get; } = new DurationCodec();

    /// <inheritdoc cref="ReferenceCodec"/>
    public static IValueCodec Reference { get; } = new ReferenceCodec();

    /// <inheritdoc cref="NodeReferenceCodec"/>
    public static IValueCodec NodeReference { get; } = new NodeReferenceCodec();

    /// <inheritdoc cref="TemplateReferenceCodec"/>
    public static IValueCodec TemplateReference { get; } = new TemplateReferenceCodec();

    /// <inheritdoc cref="NamedMapCodec"/>
    public static IValueCodec NamedMap { get; } = new NamedMapCodec();

    /// <inheritdoc cref="ArgumentsCodec"/>
    public static IValueCodec Arguments { get; } = new ArgumentsCodec();

    /// <inheritdoc cref="TokenCodec"/>
    public static IValueCodec Token { get; } = new TokenCodec();
}
