using Slipway.Cel.Macros;
using Slipway.Cel.Types;

namespace Slipway.Cel.Libraries.Standard;

/// <summary>The standard definitions of the language.</summary>
internal static class StandardLibrary
{
    public static CelLibrary Instance { get; } = new("cel.lib.std")
    {
        Overloads =
        [
            .. LogicFunctions.All,
            .. ComparisonFunctions.All,
            .. ArithmeticFunctions.All,
            .. CollectionFunctions.All,
            .. ConversionFunctions.All,
            .. StringFunctions.All,
            .. TimeFunctions.All,
        ],
        Macros = StandardMacros.All,
        Types =
        [
            CelType.Bool, CelType.Bytes, CelType.Double, CelType.Duration, CelType.Int, CelType.ListOfDyn, CelType.MapOfDyn, CelType.Null,
            CelType.String, CelType.Timestamp, CelType.Type, CelType.UInt,
        ],
    };
}
