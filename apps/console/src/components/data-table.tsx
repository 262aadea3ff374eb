import { DownloadOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Input, Table, type TableColumnType } from 'antd';
import { useMemo, useState, type Key, type ReactNode } from 'react';
import { useCommon } from '../language/common';
import { csvText, download } from './csv';

export interface Column<Row> {
  key: string;
  title: string;
  /** Stands in the head, so that the cells are bare numbers. */
  unit?: string;
  /** What is sorted, searched, filtered and exported. */
  value: (row: Row) => string | number | null;
  /** What is shown, when that is more than the value. */
  show?: (row: Row) => ReactNode;
  /** Right-aligned tabular figures. */
  numeric?: boolean;
  /** Running text: may break into lines. Everything else stays on one. */
  wrap?: boolean;
  /** Offer the distinct values as a filter. */
  filter?: boolean;
  /** A column of buttons: not sorted, searched or exported. */
  buttons?: boolean;
  width?: number | string;
}

interface Props<Row> {
  label: string;
  rows: readonly Row[];
  columns: Column<Row>[];
  rowKey: (row: Row) => Key;
  /** File name of the export, without its ending. */
  fileName: string;
  empty?: ReactNode;
  pageSize?: number;
  expand?: (row: Row) => ReactNode;
  loading?: boolean;
  /** Where the server pages: how many rows there are in all. */
  total?: number;
}

const SEARCH_FROM = 8;

/** The one table: every list sorts, filters, pages and exports. */
export function DataTable<Row extends object>(props: Props<Row>) {
  const { rows, columns } = props;
  const text = useCommon();
  const pageSize = props.pageSize ?? 20;
  const [search, setSearch] = useState('');
  const [visible, setVisible] = useState<readonly Row[] | null>(null);

  const found = useMemo(() => {
    const wanted = search.trim().toLocaleLowerCase();
    if (wanted === '') return rows;
    return rows.filter((row) =>
      columns.some(
        (column) =>
          !column.buttons &&
          String(column.value(row) ?? '')
            .toLocaleLowerCase()
            .includes(wanted),
      ),
    );
  }, [rows, columns, search]);

  if (rows.length === 0 && props.empty !== undefined && !props.loading) return <>{props.empty}</>;

  const exportCsv = () => {
    const out = columns.filter((column) => !column.buttons);
    const lines = (visible ?? found).map((row) => out.map((column) => column.value(row)));
    const head = out.map((column) => (column.unit ? `${column.title} (${column.unit})` : column.title));
    download(`${props.fileName}.csv`, csvText([head, ...lines]), 'text/csv;charset=utf-8');
  };

  return (
    <div className="data-table">
      <div className="table-tools">
        {rows.length >= SEARCH_FROM && (
          <Input
            allowClear
            className="table-search"
            prefix={<SearchOutlined aria-hidden />}
            placeholder={text('search')}
            aria-label={`${text('search')}: ${props.label}`}
            value={search}
            onChange={(event) => {
              setSearch(event.target.value);
              setVisible(null);
            }}
          />
        )}
        <span className="table-total">
          {text('total', { n: search === '' ? (props.total ?? found.length) : found.length })}
        </span>
        <Button icon={<DownloadOutlined aria-hidden />} onClick={exportCsv} disabled={found.length === 0}>
          {text('exportCsv')}
        </Button>
      </div>
      <div role="group" aria-label={props.label} tabIndex={0} className="table-scroll">
        <Table<Row>
          size="middle"
          loading={props.loading}
          rowKey={props.rowKey}
          dataSource={found}
          columns={columns.map((column) => tableColumn(column, rows))}
          pagination={{
            defaultPageSize: pageSize,
            hideOnSinglePage: true,
            showSizeChanger: found.length > pageSize,
            size: 'small',
          }}
          onChange={(_page, _filters, _sorter, { currentDataSource }) => setVisible(currentDataSource)}
          expandable={
            props.expand
              ? {
                  expandedRowRender: props.expand,
                  columnTitle: <span className="unseen">{text('details')}</span>,
                }
              : undefined
          }
          locale={{ emptyText: rows.length === 0 ? text('nothingYet') : text('nothingFound') }}
        />
      </div>
    </div>
  );
}

function compare(left: string | number | null, right: string | number | null): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return String(left).localeCompare(String(right), 'zh-CN', { numeric: true });
}

function tableColumn<Row extends object>(column: Column<Row>, rows: readonly Row[]): TableColumnType<Row> {
  const shown: TableColumnType<Row> = {
    key: column.key,
    width: column.width,
    align: column.numeric ? 'right' : undefined,
    className: column.numeric ? 'number' : column.wrap ? 'wrap' : undefined,
    title: column.unit ? (
      <span>
        {column.title} <span className="unit">{column.unit}</span>
      </span>
    ) : (
      column.title
    ),
    render: (_value, row) => (column.show ? column.show(row) : column.value(row)),
  };
  if (column.buttons)
    return { ...shown, render: (_value, row) => <div className="cell-buttons">{column.show?.(row)}</div> };
  shown.sorter = (left, right) => compare(column.value(left), column.value(right));
  shown.showSorterTooltip = false;
  if (column.filter) {
    const distinct = [...new Set(rows.map((row) => String(column.value(row) ?? '')))].filter(
      (each) => each !== '',
    );
    shown.filters = distinct.map((value) => ({ text: value, value }));
    shown.filterSearch = distinct.length > 12;
    shown.onFilter = (value, row) => String(column.value(row) ?? '') === value;
  }
  return shown;
}
