using Slipway.Cel.Types;

namespace Slipway.Cel.Libraries;

/// <summary>Types with parameters that many declarations need.</summary>
internal static class Parameter
{
    public static CelType A { get; } = CelType.TypeParameter("A");

    public static CelType B { get; } = CelType.TypeParameter("B");

    public static CelType ListOfA { get; } = CelType.List(A);

    public static CelType MapOfAToB { get; } = CelType.Map(A, B);

    public static CelType OptionalOfA { get; } = CelType.Optional(A);
}
