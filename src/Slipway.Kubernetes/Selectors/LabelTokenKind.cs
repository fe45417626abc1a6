namespace Slipway.Kubernetes.Selectors;

internal enum LabelTokenKind
{
    End,
    Identifier,
    In,
    NotIn,
    Equals,
    DoubleEquals,
    NotEquals,
    GreaterThan,
    LessThan,
    DoesNotExist,
    Open,
    Close,
    Comma,
}
