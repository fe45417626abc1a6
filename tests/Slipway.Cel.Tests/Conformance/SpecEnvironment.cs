using Slipway.Cel.Libraries;

namespace Slipway.Cel.Tests.Conformance;

/// <summary>The environment in which the cases are run.</summary>
internal static class SpecEnvironment
{
    public static CelEnvironment Create() => CelEnvironment.Standard.With(
        CelLibraries.Optionals,
        CelLibraries.Bindings,
        CelLibraries.TwoVariableComprehensions,
        CelLibraries.Strings,
        CelLibraries.Math,
        CelLibraries.Encoders,
        BlockLibrary.Instance);
}
