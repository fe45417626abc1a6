using Slipway.Cel.Kubernetes;
using Slipway.Cel.Libraries;
using Slipway.Cel.Tests.Conformance.Protos;

namespace Slipway.Cel.Tests.Conformance;

/// <summary>The environment in which the cases are run.</summary>
internal static class SpecEnvironment
{
    private static readonly ProtoSchema Schema = ProtoSchema.Read(SpecFolder.Schemas);

    public static ProtoTypes Messages { get; } = new(Schema);

    public static ProtoReader Reader { get; } = new(Schema, Messages);

    public static CelEnvironment Create() => CelEnvironment.Standard.With(
        CelLibraries.Optionals,
        CelLibraries.Bindings,
        CelLibraries.TwoVariableComprehensions,
        CelLibraries.Strings,
        CelLibraries.Math,
        CelLibraries.Encoders,
        IpFunctions.Library,
        CidrFunctions.Library,
        BlockLibrary.Instance,
        ProtoExtensionMacros.Library) with { Types = Messages };
}
