using System.Collections.Frozen;
using Slipway.ApiServer.CustomResources.Rules;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.ApiServer.Admission.Expressions;

/// <summary>
/// The types that expressions about requests know: the request, the namespace, and the variables of one policy, which become known one
/// after the other.
/// </summary>
internal sealed class AdmissionTypes : ICelTypeProvider
{
    public static readonly CelType Request = CelType.Object("kubernetes.AdmissionRequest");
    public static readonly CelType Namespace = CelType.Object("kubernetes.Namespace");
    public static readonly CelType Variables = CelType.Object("kubernetes.variables");

    private static readonly CelType Kind = CelType.Object("kubernetes.GroupVersionKind");
    private static readonly CelType Resource = CelType.Object("kubernetes.GroupVersionResource");
    private static readonly CelType User = CelType.Object("kubernetes.UserInfo");
    private static readonly CelType Metadata = CelType.Object("kubernetes.NamespaceMetadata");
    private static readonly CelType Spec = CelType.Object("kubernetes.NamespaceSpec");
    private static readonly CelType Status = CelType.Object("kubernetes.NamespaceStatus");
    private static readonly CelType Condition = CelType.Object("kubernetes.NamespaceCondition");
    private static readonly CelType Texts = CelType.List(CelType.String);
    private static readonly CelType TextMap = CelType.Map(CelType.String, CelType.String);

    private static readonly FrozenDictionary<string, FrozenDictionary<string, CelType>> Known =
        new Dictionary<string, FrozenDictionary<string, CelType>>
    {
        [Request.Name] = Fields(
            ("kind", Kind), ("resource", Resource), ("subResource", CelType.String), ("requestKind", Kind), ("requestResource", Resource),
            ("requestSubResource", CelType.String), ("name", CelType.String), ("namespace", CelType.String), ("operation", CelType.String),
            ("userInfo", User), ("dryRun", CelType.Bool), ("options", CelType.Dyn)),
        [Kind.Name] = Fields(("group", CelType.String), ("version", CelType.String), ("kind", CelType.String)),
        [Resource.Name] = Fields(("group", CelType.String), ("version", CelType.String), ("resource", CelType.String)),
        [User.Name] = Fields(
            ("username", CelType.String), ("uid", CelType.String), ("groups", Texts), ("extra", CelType.Map(CelType.String, Texts))),
        [Namespace.Name] = Fields(("metadata", Metadata), ("spec", Spec), ("status", Status)),
        [Metadata.Name] = Fields(
            ("name", CelType.String), ("generateName", CelType.String), ("namespace", CelType.String), ("labels", TextMap),
            ("annotations", TextMap), ("UID", CelType.String), ("creationTimestamp", CelType.Timestamp),
            ("deletionGracePeriodSeconds", CelType.Int), ("deletionTimestamp", CelType.Timestamp), ("generation", CelType.Int),
            ("resourceVersion", CelType.String), ("finalizers", Texts)),
        [Spec.Name] = Fields(("finalizers", Texts)),
        [Status.Name] = Fields(("conditions", CelType.List(Condition)), ("phase", CelType.String)),
        [Condition.Name] = Fields(
            ("status", CelType.String), ("type", CelType.String), ("lastTransitionTime", CelType.Timestamp), ("message", CelType.String),
            ("reason", CelType.String)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly Dictionary<string, CelType> _variables = new(StringComparer.Ordinal);

    /// <summary>The types of objects, where these are known.</summary>
    public RuleTypes Objects { get; } = new();

    /// <summary>Makes a variable known, under the type that its expression has.</summary>
    public void AddVariable(string name, CelType type) => _variables[name] = Simplify(type);

    public CelType? FindType(string name) =>
        name == Variables.Name || Known.ContainsKey(name) ? CelType.Object(name) : Objects.FindType(name);

    public CelField? FindField(string typeName, string fieldName)
    {
        CelType? type;
        if (typeName == Variables.Name)
        {
            return _variables.TryGetValue(fieldName, out type) ? new CelField(type) : null;
        }

        return !Known.TryGetValue(typeName, out var fields) ? Objects.FindField(typeName, fieldName)
            : fields.TryGetValue(fieldName, out type) ? new CelField(type)
            : null;
    }

    public CelValue? FindConstant(string name) => null;

    public CelValue CreateObject(string typeName, IReadOnlyList<KeyValuePair<string, CelValue>> fields) =>
        new CelError($"unknown type: {typeName}");

    private static FrozenDictionary<string, CelType> Fields(params (string Name, CelType Type)[] fields) =>
        fields.ToFrozenDictionary(f => f.Name, f => f.Type, StringComparer.Ordinal);

    // kube-apiserver keeps the types of scalars, lists and maps; what else a variable may be is found out when it is evaluated.
    private static CelType Simplify(CelType type) => type.Kind switch
    {
        CelKind.List => CelType.List(Simplify(type.Parameters[0])),
        CelKind.Map => CelType.Map(Simplify(type.Parameters[0]), Simplify(type.Parameters[1])),
        CelKind.Bool or CelKind.Bytes or CelKind.Double or CelKind.Duration or CelKind.Int or CelKind.Null or CelKind.String
            or CelKind.Timestamp or CelKind.UInt => type,
        _ => CelType.Dyn,
    };
}
